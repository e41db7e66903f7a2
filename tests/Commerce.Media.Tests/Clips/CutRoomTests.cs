using System.Text;
using Commerce.Media.Captions;
using Commerce.Media.Clips;
using Commerce.Media.Provenance;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Clips;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CutRoomTests : IDisposable
{
    private readonly MadeClips made = new();
    private readonly CutRoom room;

    public CutRoomTests() => room = new CutRoom(made.At("pieces"));

    public void Dispose() => made.Dispose();

    [Test]
    public async Task Changing_one_text_encodes_that_clip_alone()
    {
        var list = new CutList(MadeClips.Small, [new Cut(await made.HouseAsync("a.mp4", 1)), new Cut(await made.ForeignAsync("b.mp4", 1.2)), new Cut(await made.HouseAsync("c.mp4", 0.8, tone: null))]);
        var first = await room.RenderAsync(list, made.At("one.mp4"));
        var changed = list with { Cuts = [list.Cuts[0] with { Texts = [new ClipText("New in", TextPlace.Top, TimeSpan.Zero)] }, list.Cuts[1], list.Cuts[2]] };
        var second = await room.RenderAsync(changed, made.At("two.mp4"));
        var again = await room.RenderAsync(changed, made.At("three.mp4"));
        Assert.Multiple(() =>
        {
            Assert.That((first.Frames, first.EncodedFrames, first.SoundEncoded), Is.EqualTo((90, 36, true)), "what has the profile already is copied");
            Assert.That((second.Frames, second.EncodedFrames, second.SoundEncoded), Is.EqualTo((90, 30, false)));
            Assert.That((again.EncodedFrames, again.SoundEncoded), Is.EqualTo((0, false)));
        });
        Assert.That(await File.ReadAllBytesAsync(made.At("three.mp4")), Is.EqualTo(await File.ReadAllBytesAsync(made.At("two.mp4"))));
        Assert.That((await MadeClips.FramesAsync(made.At("two.mp4")))[30..], Is.EqualTo((await MadeClips.FramesAsync(made.At("one.mp4")))[30..]));
        await Decoding.RequireAsync(made.At("two.mp4"));
    }

    [Test]
    public async Task A_passage_shows_both_clips_and_shortens_the_film()
    {
        var (black, white) = (await PlainAsync("black"), await PlainAsync("white"));
        var list = new CutList(MadeClips.Small, [new Cut(black), new Cut(white) { Into = new Transition("fade", TimeSpan.FromSeconds(0.4)) }]);
        var film = await room.RenderAsync(list, made.At("film.mp4"));
        Assert.That(film.Frames, Is.EqualTo(48));
        var greys = new List<double>();
        foreach (var frame in new[] { 5, 20, 24, 28, 40 })
        {
            greys.Add((await MadeClips.GreyAsync(film.Path, frame)).Average(grey => (double)grey));
        }
        Assert.That(greys, Is.Ordered.And.Unique);
        Assert.That(greys[2], Is.InRange(100, 160), "half way both are seen alike");
    }

    [Test]
    public async Task Every_passage_is_one_that_the_program_knows()
    {
        var told = await FfmpegProcess.RunAsync(MadeClips.Tools.Ffmpeg, ["-hide_banner", "-h", "filter=xfade"], FfmpegLimits.Reading, null, CancellationToken.None);
        var known = Encoding.ASCII.GetString(told).Split('\n').Select(line => line.Trim().Split(' ')[0]).ToHashSet();
        Assert.That(Transition.Kinds.Where(kind => !known.Contains(kind)), Is.Empty);
    }

    [Test]
    public async Task Texts_and_captions_are_seen_when_they_should_be_and_not_before()
    {
        var list = new CutList(new HouseProfile(180, 320), [new Cut(await PlainAsync("gray", 1)) { Texts = [new ClipText("50 % off; [a]'b':c\\d, \"e\" %{n} $(x)", TextPlace.Top, TimeSpan.FromSeconds(0.5))] }])
        {
            Captions = [new Caption(TimeSpan.Zero, TimeSpan.FromSeconds(0.4), "Größe — ΑΒΓ")],
        };
        var film = await room.RenderAsync(list, made.At("film.mp4"));
        var (early, middle, late) = (await MadeClips.GreyAsync(film.Path, 3), await MadeClips.GreyAsync(film.Path, 13), await MadeClips.GreyAsync(film.Path, 25));
        Assert.Multiple(() =>
        {
            Assert.That((Brightest(early, 0, 0.4), Brightest(early, 0.6, 1)), Is.EqualTo((false, true)));
            Assert.That((Brightest(middle, 0, 0.4), Brightest(middle, 0.6, 1)), Is.EqualTo((false, false)));
            Assert.That((Brightest(late, 0, 0.4), Brightest(late, 0.6, 1)), Is.EqualTo((true, false)));
        });
    }

    [Test]
    public async Task Music_gets_out_of_the_way_of_speech_and_the_film_is_as_loud_as_asked()
    {
        var speech = await made.ForeignAsync("speech.mp4", 2, 300);
        var quiet = await made.ForeignAsync("quiet.mp4", 3, tone: null);
        var music = await made.FfmpegAsync("-f", "lavfi", "-i", "sine=frequency=3000:sample_rate=44100:duration=1", "-f", "wav", "music.wav");
        var list = new CutList(MadeClips.Small, [new Cut(speech), new Cut(quiet)]) { Bed = new SoundBed(music, 1), Fade = TimeSpan.FromSeconds(0.3) };
        var film = await room.RenderAsync(list, made.At("film.mp4"));
        var loud = await LoudnessMeter.OfAsync(Reading(film.Path), "[0:a:0]anull", MadeClips.Tools, CancellationToken.None);
        Assert.That(loud!.Loudness, Is.EqualTo(-14).Within(1));
        Assert.That(loud.Peak, Is.LessThanOrEqualTo(-1));
        Assert.That(await PitchAsync(film.Path, 0.6, 1.6) * 1.8, Is.LessThan(await PitchAsync(film.Path, 3.4, 4.4)), "the music is quieter while something is said");
        var sound = await MadeClips.SoundAsync(film.Path);
        Assert.That(MadeClips.Level(sound, 0, 0.03), Is.LessThan(MadeClips.Level(sound, 0.4, 0.8) / 3));
        Assert.That(MadeClips.Level(sound, 4.97, 5), Is.LessThan(MadeClips.Level(sound, 4, 4.5) / 3));
    }

    [Test]
    public async Task The_film_carries_the_mark_of_its_origin()
    {
        var list = new CutList(MadeClips.Small, [new Cut(await PlainAsync("red", 0.3))]) { SourceType = SourceType.CompositeSynthetic };
        await room.RenderAsync(list, made.At("film.mp4"));
        await using var film = File.OpenRead(made.At("film.mp4"));
        Assert.That(await FilmMark.ReadAsync(film, CancellationToken.None), Is.EqualTo(SourceType.CompositeSynthetic));
    }

    [Test]
    public async Task Passages_longer_than_their_clip_are_refused()
    {
        var list = new CutList(MadeClips.Small, [new Cut(await PlainAsync("red", 0.5)), new Cut(await PlainAsync("blue", 0.5)) { Into = new Transition("fade", TimeSpan.FromSeconds(2)) }]);
        Assert.That(async () => await room.RenderAsync(list, made.At("film.mp4")), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("transition-too-long"));
    }

    private Task<string> PlainAsync(string colour, double seconds = 1) => made.FfmpegAsync(
        "-f", "lavfi", "-i", FormattableString.Invariant($"color={colour}:size=64x64:rate=30:duration={seconds}"), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-f", "mp4", colour + ".mp4");

    private static bool Brightest(byte[] grey, double from, double to) => grey[(int)(grey.Length * from)..(int)(grey.Length * to)].Max() > 220;

    private static string[] Reading(string path) => ["-f", "mov", "-i", "file:" + path];

    /// <summary>How much of the music's tone is in a part of the sound (Goertzel).</summary>
    private static async Task<double> PitchAsync(string path, double from, double to)
    {
        var part = (await MadeClips.SoundAsync(path))[(int)(from * 48000)..(int)(to * 48000)];
        var (one, two, turn) = (0.0, 0.0, 2 * Math.Cos(2 * Math.PI * 3000 / 48000));
        foreach (var sample in part)
        {
            (one, two) = (sample / 32768.0 + turn * one - two, one);
        }
        return Math.Sqrt(one * one + two * two - turn * one * two) / part.Length;
    }
}
