using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class FfmpegProcessTests
{
    private static readonly FfmpegTools Tools = FfmpegTools.Find();

    [Test]
    public void Stops_a_run_that_takes_longer_than_allowed()
    {
        string[] endless = ["-nostdin", "-v", "error", "-re", "-f", "lavfi", "-i", "color=size=16x16", "-f", "null", "-"];
        Assert.That(async () => await FfmpegProcess.RunAsync(Tools.Ffmpeg, endless, FfmpegLimits.Reading with { Time = TimeSpan.FromSeconds(1) }, null, CancellationToken.None),
            Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("ffmpeg-too-slow"));
    }

    [Test]
    public void Stops_a_run_that_writes_more_than_allowed()
    {
        string[] flood = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=size=640x640", "-f", "rawvideo", "pipe:1"];
        Assert.That(async () => await FfmpegProcess.RunAsync(Tools.Ffmpeg, flood, FfmpegLimits.Reading with { OutputBytes = 1_000_000 }, null, CancellationToken.None),
            Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("ffmpeg-output-too-large"));
    }

    [Test]
    public void Keeps_memory_within_the_limit()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Only Linux offers a limit on address space.");
        }
        string[] large = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=size=16384x16384", "-frames:v", "2", "-f", "null", "-"];
        Assert.That(async () => await FfmpegProcess.RunAsync(Tools.Ffmpeg, large, FfmpegLimits.Reading with { MemoryBytes = 420L << 20 }, null, CancellationToken.None),
            Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("ffmpeg-failed"));
    }

    [Test]
    public async Task Gives_the_child_none_of_our_environment()
    {
        var seen = await FfmpegProcess.RunAsync("/usr/bin/env", [], FfmpegLimits.Reading, null, CancellationToken.None);
        Assert.That(System.Text.Encoding.UTF8.GetString(seen).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]),
            Is.EquivalentTo(new[] { "PATH", "LC_ALL" }));
    }

    [Test]
    public void Complains_without_naming_paths() =>
        Assert.That(StreamTail.WithoutPaths("file:/srv/shops/7/secret name.mp4: Invalid data; and '/etc/passwd' too"),
            Does.Contain("Invalid data").And.Not.Contain("/srv").And.Not.Contain("/etc"));

    [Test]
    public void A_program_that_cannot_start_is_named_as_missing_or_failed() => Assert.That(
        async () => await FfmpegProcess.RunAsync("/nowhere/ffmpeg", ["-version"], FfmpegLimits.Reading, null, CancellationToken.None),
        Throws.TypeOf<MediaException>().With.Property("Code").AnyOf("ffmpeg-missing", "ffmpeg-failed"));
}
