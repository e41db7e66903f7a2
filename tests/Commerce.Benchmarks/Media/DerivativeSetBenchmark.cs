using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Derivatives;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Benchmarks.Media;

/// <summary>The full set of sizes of a 12 megapixel JPEG, one after the other, and what it takes of memory; a huge PNG too.</summary>
internal sealed class DerivativeSetBenchmark : Benchmark
{
    private const double GoalMilliseconds = 400;
    private const double GoalMegabytes = 250;
    private const int HugeSide = 14_000;

    public override string Bench => "media";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var photo = BenchPictures.Photo(4000, 3000);
        var times = new List<double>();
        for (var round = 0; round < (world.Quick ? 6 : 41); round++)
        {
            var began = Stopwatch.GetTimestamp();
            DerivativeSet.Make(photo);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        // The first compiles the code.
        var measured = times.Skip(1).Order().ToList();
        var peak = PeakMemory.Over(() => DerivativeSet.Make(photo));
        var huge = Huge();
        var hugePeak = PeakMemory.Over(() => DerivativeSet.Make(huge, new PictureLimits(Pixels: (long)HugeSide * HugeSide)));
        await world.KeepAsync("derivative-set", new { times, peak, hugePeak }, ct);
        yield return Figure.AtMost(Bench, "derivative-set-p95", measured[(int)(measured.Count * 0.95)], "ms", GoalMilliseconds) with { Note = $"median {measured[measured.Count / 2]:0} ms" };
        yield return Figure.AtMost(Bench, "derivative-set-peak", peak / 1e6, "MB", GoalMegabytes) with { Note = "over what the process held before" };
        yield return Figure.AtMost(Bench, "derivative-set-peak-huge-png", hugePeak / 1e6, "MB", GoalMegabytes) with { Note = $"{HugeSide} × {HugeSide} pixels, with the limit on pixels lifted" };
    }

    private static byte[] Huge()
    {
        using var sheet = VipsImage.Solid(HugeSide, HugeSide, 200, 120, 40);
        return sheet.ToPng(1);
    }
}
