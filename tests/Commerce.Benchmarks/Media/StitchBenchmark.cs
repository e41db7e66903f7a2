using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Clips;

namespace Commerce.Benchmarks.Media;

/// <summary>Five matching clips of six seconds in 1080 × 1920 joined by us, checks included, beside the bare command that copies them. In turns; the median of each counts.</summary>
internal sealed class StitchBenchmark : Benchmark
{
    private const int Clips = 5;

    public override string Bench => "media";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var rounds = world.Quick ? 3 : 11;
        var clips = await ClipSource.MakeAsync(world.Folder, Clips, world.Quick ? 0.6 : 6, HouseProfile.Portrait, ct);
        var list = Path.Combine(world.Folder, "list.txt");
        await File.WriteAllLinesAsync(list, clips.Select(clip => $"file '{clip}'"), ct);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var peer = await ClipSource.RunAsync(["-f", "concat", "-safe", "0", "-i", list, "-c", "copy", "-movflags", "+faststart", Path.Combine(world.Folder, "bare.mp4")], ct);
            var watch = Stopwatch.StartNew();
            await Stitcher.JoinAsync(clips, Path.Combine(world.Folder, "film.mp4"), null, ct);
            // The first round warms both up.
            if (round > 0)
            {
                ours.Add(watch.Elapsed.TotalSeconds);
                bare.Add(peer);
            }
        }

        await Decoding.RequireAsync(Path.Combine(world.Folder, "film.mp4"), null, ct);
        var (mine, theirs) = (ours.Order().ElementAt(rounds / 2), bare.Order().ElementAt(rounds / 2));
        await world.KeepAsync("stitch", new { ours, bare }, ct);
        yield return new Figure(Bench, "stitch-five-clips", mine, "s", Math.Round(theirs * 1.15, 3), Math.Round(theirs, 3), mine <= theirs * 1.15) { Note = "at most 1.15 × the bare copy" };
        yield return Figure.AtMost(Bench, "stitch-five-clips-seconds", mine, "s", 1);
    }
}
