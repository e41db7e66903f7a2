using System.Diagnostics;
using Commerce.Media.Clips;
using Commerce.Media.Video;

namespace Commerce.Benchmarks.Media;

/// <summary>Clips of six seconds in 1080 × 1920, as a generator would hand them over.</summary>
internal static class ClipSource
{
    internal static async Task<List<string>> MakeAsync(string folder, int count, double seconds, HouseProfile profile, CancellationToken ct)
    {
        var clips = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var raw = Path.Combine(folder, $"raw-{number}.mp4");
            await RunAsync(["-f", "lavfi", "-i", FormattableString.Invariant($"testsrc2=size={profile.Width}x{profile.Height}:rate=30:duration={seconds}"), "-f", "lavfi", "-i", FormattableString.Invariant($"sine=frequency={300 + (number * 50)}:duration={seconds}"),
                "-vf", $"hue=h={number * 40}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", raw], ct);
            var clip = Path.Combine(folder, $"clip-{number}.mp4");
            await ClipNormaliser.NormaliseAsync(raw, profile, clip, null, null, ct);
            clips.Add(clip);
            File.Delete(raw);
        }

        return clips;
    }

    /// <summary>Runs ffmpeg as anybody would from a shell, and gives how long it took.</summary>
    internal static async Task<double> RunAsync(IEnumerable<string> arguments, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(FfmpegTools.Find().Ffmpeg, ["-nostdin", "-v", "error", "-y", .. arguments]);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("ffmpeg could not make what is measured.");
    }
}
