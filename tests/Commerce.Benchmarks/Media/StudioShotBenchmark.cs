using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Compose;
using Commerce.Workbench;

namespace Commerce.Benchmarks.Media;

/// <summary>Studio shots by our own renderer, from a file of 2048 pixels to files of 2048 pixels, two at once for as long as a large batch takes.</summary>
internal sealed class StudioShotBenchmark : Benchmark
{
    private const int Side = 2048;
    private const double GoalRate = 4;
    private const double GoalGrowth = 1.1;
    private const double LeastFidelity = 0.95;

    public override string Bench => "media";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var source = Path.Combine(world.Folder, "product.jpg");
        await File.WriteAllBytesAsync(source, BenchPictures.Product(Side), ct);
        var (warm, all) = world.Quick ? (4, 24) : (50, 500);
        await RunAsync(0, warm);
        var early = PeakMemory.Resident();
        var began = Stopwatch.GetTimestamp();
        await RunAsync(warm, all - warm);
        var rate = (all - warm) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var late = PeakMemory.Resident();
        yield return Figure.AtLeast(Bench, "studio-shots", rate, "pictures/s", GoalRate) with { Note = $"{all - warm} in a row, two at once" };
        yield return Figure.AtMost(Bench, "studio-shot-memory-growth", (double)late / early, "times", GoalGrowth) with { Note = $"resident after {all} ({late / 1048576.0:0} MiB) by that after {warm} ({early / 1048576.0:0} MiB)" };

        Task RunAsync(int first, int count) => Parallel.ForEachAsync(
            Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = ct }, async (number, token) =>
            {
                var order = new CompositionOrder("studio-shot", "Bottle", null, [], ["#1f4d3a"], null, Side, Side, number);
                var made = await PictureComposer.ComposeAsync(source, order, cancellation: token);
                if (made.Fidelity < LeastFidelity)
                {
                    throw new ProblemException($"Picture {number} does not show the product: {made.Fidelity:0.00}.");
                }
                await File.WriteAllBytesAsync(Path.Combine(world.Folder, $"shot-{number % 4}.jpg"), made.Jpeg, token);
            });
    }
}
