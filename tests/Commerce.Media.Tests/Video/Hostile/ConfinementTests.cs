using System.Net;
using System.Net.Sockets;
using System.Text;
using Commerce.Media.Tests.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video.Hostile;

/// <summary>Holds the confinement alone: here the program is told to do what it must not, with every protocol allowed and every demuxer free.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConfinementTests : IDisposable
{
    private readonly MadeClips made = new();
    private readonly MadeClips elsewhere = new();

    public void Dispose()
    {
        made.Dispose();
        elsewhere.Dispose();
    }

    [Test]
    public async Task A_playlist_cannot_read_a_file_that_was_not_named()
    {
        Require(Confinement.Files > 0);
        var secret = await elsewhere.ForeignAsync("secret.mp4", 0.4);
        var list = made.At("list.mp4");
        await File.WriteAllTextAsync(list, $"ffconcat version 1.0\nfile '{secret}'\n");
        using var touched = new FileWatch(secret);
        Assert.That(async () => await FfmpegProcess.RunAsync(MadeClips.Tools.Ffmpeg, Playing("-f", "concat", "-safe", "0", "-i", "file:" + list), FfmpegLimits.Looking, null, CancellationToken.None),
            Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("ffmpeg-failed"));
        Assert.That(touched.Happened, Is.False);
        Assert.That(await FfmpegProcess.RunAsync(MadeClips.Tools.Ffmpeg, Playing("-f", "mov", "-i", "file:" + secret), FfmpegLimits.Looking, null, CancellationToken.None), Is.Empty, "named, it can be read");
        Assert.That(touched.Happened, Is.True, "and the watch sees it");
    }

    [Test]
    public void An_address_cannot_be_reached()
    {
        Require(Confinement.Sockets);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/video.mp4";
        Assert.That(async () => await FfmpegProcess.RunAsync(MadeClips.Tools.Ffmpeg, Playing("-i", address), FfmpegLimits.Looking, null, CancellationToken.None),
            Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("ffmpeg-failed"));
        Assert.That(listener.Pending(), Is.False);
    }

    [Test]
    public void A_file_cannot_be_written_beside_the_named_folder()
    {
        Require(Confinement.Files > 0);
        string[] tee = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=size=16x16:duration=0.1", "-f", "tee", "-map", "0:v", "-c:v", "rawvideo", $"[f=rawvideo]{elsewhere.At("stolen")}"];
        Assert.That(async () => await FfmpegProcess.RunAsync(MadeClips.Tools.Ffmpeg, tee, FfmpegLimits.Encoding, null, CancellationToken.None), Throws.TypeOf<MediaException>());
        Assert.That(File.Exists(elsewhere.At("stolen")), Is.False);
    }

    [Test]
    public void A_file_cannot_grow_beyond_its_limit()
    {
        string[] flood = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=size=640x640", "-t", "60", "-f", "rawvideo", "file:" + made.At("flood")];
        Assert.That(async () => await FfmpegProcess.RunAsync(MadeClips.Tools.Ffmpeg, flood, FfmpegLimits.Encoding with { FileBytes = 1_000_000 }, null, CancellationToken.None),
            Throws.TypeOf<MediaException>().With.Property("Code").AnyOf("ffmpeg-output-too-large", "ffmpeg-failed"));
        Assert.That(new FileInfo(made.At("flood")).Length, Is.LessThanOrEqualTo(1_000_000));
    }

    [Test]
    public async Task Ourselves_are_not_confined()
    {
        await made.ForeignAsync("a.mp4", 0.4);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await File.WriteAllTextAsync(elsewhere.At("free"), "free", Encoding.UTF8);
        Assert.That(File.Exists(elsewhere.At("free")), Is.True);
    }

    private static string[] Playing(params string[] input) => ["-nostdin", "-v", "error", .. input, "-f", "null", "-"];

    private static void Require(bool offered)
    {
        if (!offered)
        {
            Assert.Ignore("This system does not offer it.");
        }
    }
}
