using System.Net;
using System.Net.Sockets;
using Commerce.Media.Clips;
using Commerce.Media.Provenance;
using Commerce.Media.Tests.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video.Hostile;

public sealed class HostileFilesTests
{
    private static readonly HouseProfile Tiny = new(64, 64);

    [Test]
    public async Task Every_file_is_refused_in_words_or_becomes_a_harmless_clip_and_nothing_else_is_touched()
    {
        using var made = new MadeClips();
        using var elsewhere = new MadeClips();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var secret = elsewhere.At("secret.mp4");
        var whole = await File.ReadAllBytesAsync(await made.ForeignAsync("whole.mp4", 0.6, size: "64x64"));
        var webm = await File.ReadAllBytesAsync(await made.FfmpegAsync("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=25:duration=0.6", "-c:v", "libvpx", "-f", "webm", "whole.webm"));
        await File.WriteAllBytesAsync(secret, whole);
        using var touched = new FileWatch(secret);

        var files = HostileFiles.All(whole, webm, ((IPEndPoint)listener.LocalEndpoint).Port, secret).ToList();
        var wrong = new List<string>();
        foreach (var (name, content) in files)
        {
            var path = made.At(name);
            await File.WriteAllBytesAsync(path, content);
            wrong.AddRange((await HandleAsync(path, made)).Select(fault => $"{name}: {fault}"));
            wrong.AddRange((await FitAsync(path, made)).Select(fault => $"{name}, fitted: {fault}"));
            File.Delete(path);
        }
        Assert.Multiple(() =>
        {
            Assert.That(files, Has.Count.GreaterThanOrEqualTo(60));
            Assert.That(wrong, Is.Empty);
            Assert.That(listener.Pending(), Is.False, "no connection was ever asked for");
            Assert.That(touched.Happened, Is.False, "the file outside was never opened");
            Assert.That(Directory.EnumerateFiles(made.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "whole.mp4", "whole.webm" }));
        });
    }

    private static Task<List<string>> HandleAsync(string path, MadeClips made) => HandleAsync(path, made, async target =>
    {
        var (clip, _) = await ClipNormaliser.NormaliseAsync(path, Tiny, target);
        return clip;
    });

    // As what vendors hand out is taken in.
    private static Task<List<string>> FitAsync(string path, MadeClips made) => HandleAsync(path, made, async target =>
    {
        var (clip, poster, _) = await ClipFitter.FillAsync(path, Tiny.Width, Tiny.Height, SourceType.CompositeWithTrainedModel, made.Folder);
        File.Delete(poster);
        File.Move(clip, target);
        return target;
    });

    /// <summary>Gives what was wrong with how one file was handled.</summary>
    private static async Task<List<string>> HandleAsync(string path, MadeClips made, Func<string, Task<string>> handle)
    {
        var wrong = new List<string>();
        var target = made.At("out.mp4");
        try
        {
            var clip = await handle(target);
            if (clip != target || !await HouseClip.ConformsAsync(clip, Tiny, MadeClips.Tools, CancellationToken.None))
            {
                wrong.Add("was let through as it was");
            }
            if (new FileInfo(target).Length > 10_000_000)
            {
                wrong.Add("became far larger");
            }
            File.Delete(target);
        }
        catch (MediaException error)
        {
            if (!error.Message.EndsWith('.') || error.ToString().Contains(made.Folder, StringComparison.Ordinal) || !error.Code.StartsWith("video-", StringComparison.Ordinal) && error.Code != "ffmpeg-failed")
            {
                wrong.Add("was refused with " + error);
            }
        }
        return wrong;
    }
}
