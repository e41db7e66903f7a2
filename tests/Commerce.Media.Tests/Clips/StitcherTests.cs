using Commerce.Media.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Clips;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StitcherTests : IDisposable
{
    private readonly MadeClips made = new();

    public void Dispose() => made.Dispose();

    [Test]
    public async Task Clips_are_joined_without_encoding_a_frame()
    {
        var clips = new[] { await made.HouseAsync("a.mp4", 1.1), await made.HouseAsync("b.mp4", 1.37, tone: null), await made.HouseAsync("c.mp4", 0.5, 880) };
        var frames = await Stitcher.JoinAsync(clips, made.At("film.mp4"));
        var parts = new List<string>();
        foreach (var clip in clips)
        {
            parts.AddRange(await MadeClips.FramesAsync(clip));
        }
        Assert.That(frames, Is.EqualTo(34 + 42 + 16));
        Assert.That(await MadeClips.FramesAsync(made.At("film.mp4")), Is.EqualTo(parts), "every frame as it was, none lost, none twice");
        Assert.That((await VideoProbe.ReadAsync(made.At("film.mp4"))).Duration.TotalSeconds, Is.EqualTo(92 / 30.0).Within(0.0001));
        await Decoding.RequireAsync(made.At("film.mp4"));
    }

    [Test]
    public async Task Sound_stays_where_its_pictures_are()
    {
        var clips = new[] { await made.HouseAsync("a.mp4", 1, tone: null), await made.HouseAsync("b.mp4", 1), await made.HouseAsync("c.mp4", 1, tone: null) };
        await Stitcher.JoinAsync(clips, made.At("film.mp4"));
        var sound = await MadeClips.SoundAsync(made.At("film.mp4"));
        Assert.Multiple(() =>
        {
            Assert.That(MadeClips.Level(sound, 0.1, 0.9), Is.LessThan(0.001));
            Assert.That(MadeClips.Level(sound, 1.1, 1.9), Is.GreaterThan(0.05));
            Assert.That(MadeClips.Level(sound, 2.1, 2.9), Is.LessThan(0.001));
        });
    }

    [Test]
    public async Task A_clip_stored_in_another_way_is_refused_by_its_number()
    {
        var clips = new[] { await made.HouseAsync("a.mp4", 0.5), await made.ForeignAsync("b.mp4", 0.5) };
        Assert.That(async () => await Stitcher.JoinAsync(clips, made.At("film.mp4")),
            Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("clips-do-not-match").And.Message.StartsWith("Clip 2 "));
        Assert.That(File.Exists(made.At("film.mp4")), Is.False);
    }

    [Test]
    public async Task Names_that_look_like_commands_are_only_names()
    {
        var clip = await made.HouseAsync("a.mp4", 0.5);
        var odd = made.At("x'\nfile '%03d:-i http|pipe.mp4");
        File.Move(clip, odd);
        Assert.That(await Stitcher.JoinAsync([odd, odd], made.At("film.mp4")), Is.EqualTo(32));
    }
}
