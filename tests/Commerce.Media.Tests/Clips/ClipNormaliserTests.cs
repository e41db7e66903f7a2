using Commerce.Media.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Clips;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClipNormaliserTests : IDisposable
{
    private readonly MadeClips made = new();

    public void Dispose() => made.Dispose();

    [Test]
    public async Task A_clip_of_any_kind_gets_the_house_profile_and_is_left_alone_the_next_time()
    {
        var (path, encoded) = await ClipNormaliser.NormaliseAsync(await made.ForeignAsync("in.mp4", 1.4), MadeClips.Small, made.At("house.mp4"));
        var facts = await VideoProbe.ReadAsync(path);
        var index = Mp4Index.Read(path)!;
        var (again, twice) = await ClipNormaliser.NormaliseAsync(path, MadeClips.Small, made.At("again.mp4"));
        Assert.Multiple(() =>
        {
            Assert.That(encoded, Is.True);
            Assert.That((facts.Width, facts.Height, facts.FrameRate, facts.Codec, facts.PixelFormat), Is.EqualTo((96, 160, 30.0, "h264", "yuv420p")));
            Assert.That(facts.Colour, Is.EqualTo(("bt709", "bt709", "bt709")));
            Assert.That(facts.Sound, Is.EqualTo(new SoundFacts("aac", 48000, 2)));
            Assert.That(index.Picture!.Samples, Is.EqualTo(42));
            Assert.That(index.Picture.Keys, Is.EqualTo(new[] { 0, 30 }));
            Assert.That(index.StartsAtOnce, Is.True);
            Assert.That((again, twice), Is.EqualTo((path, false)));
            Assert.That(File.Exists(made.At("again.mp4")), Is.False);
        });
    }

    [Test]
    public async Task A_silent_clip_gets_a_silent_track()
    {
        var (path, _) = await ClipNormaliser.NormaliseAsync(await made.ForeignAsync("in.mp4", 1, tone: null), MadeClips.Small, made.At("house.mp4"));
        Assert.That(MadeClips.Level(await MadeClips.SoundAsync(path), 0.1, 0.9), Is.Zero);
    }

    [Test]
    public async Task The_same_clip_gives_the_same_bytes()
    {
        var source = await made.ForeignAsync("in.mp4", 1);
        await ClipNormaliser.NormaliseAsync(source, MadeClips.Small, made.At("one.mp4"));
        await ClipNormaliser.NormaliseAsync(source, MadeClips.Small, made.At("two.mp4"));
        Assert.That(await File.ReadAllBytesAsync(made.At("one.mp4")), Is.EqualTo(await File.ReadAllBytesAsync(made.At("two.mp4"))));
    }

    [Test]
    public async Task Progress_rises_to_a_hundred()
    {
        var seen = new List<ClipProgress>();
        await ClipNormaliser.NormaliseAsync(await made.ForeignAsync("in.mp4", 2), MadeClips.Small, made.At("house.mp4"), new Listed(seen));
        Assert.That(seen.Select(step => step.Percent), Is.Ordered.And.Not.Empty);
        Assert.That(seen[^1].Percent, Is.EqualTo(100));
        Assert.That(seen.Where(step => step.Left is not null).Select(step => step.Left!.Value), Is.All.GreaterThanOrEqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task A_cancelled_run_leaves_no_program_and_no_file()
    {
        var source = await made.ForeignAsync("in.mp4", 20, size: "1280x720");
        using var stop = new CancellationTokenSource();
        var running = new Stopper(stop, made.Folder);
        Assert.That(async () => await ClipNormaliser.NormaliseAsync(source, HouseProfile.Portrait, made.At("house.mp4"), running, null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.Multiple(() =>
        {
            Assert.That(running.Seen, Is.Not.Empty, "the program was running when it was stopped");
            Assert.That(Processes.Naming(made.Folder), Is.Empty);
            Assert.That(Directory.EnumerateFiles(made.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "in.mp4" }));
        });
    }

    private sealed class Listed(List<ClipProgress> seen) : IProgress<ClipProgress>
    {
        public void Report(ClipProgress value) => seen.Add(value);
    }

    private sealed class Stopper(CancellationTokenSource stop, string folder) : IProgress<ClipProgress>
    {
        internal List<int> Seen { get; } = [];

        public void Report(ClipProgress value)
        {
            Seen.AddRange(Processes.Naming(folder));
            stop.Cancel();
        }
    }
}
