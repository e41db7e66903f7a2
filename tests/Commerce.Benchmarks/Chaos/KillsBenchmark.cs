using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;

namespace Commerce.Benchmarks.Chaos;

/// <summary>
/// Rows come in while worker processes are killed, the database is restarted, its connections are cut and exhausted. In the
/// end every row has an end, none is charged or bought twice, and the books are right; with every seed.
/// </summary>
internal sealed class KillsBenchmark : Benchmark
{
    private const int Rows = 5000;
    private const int Kills = 50;
    private const int Restarts = 5;

    private static readonly int[] Seeds = [20_261, 7, 4711];

    public override string Bench => "chaos";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (rows, kills) = world.Quick ? (Rows / 10, Kills / 5) : (Rows, Kills);
        foreach (var seed in world.Quick ? Seeds.Take(1) : Seeds)
        {
            world.Say($"{rows} rows and {kills} kills with seed {seed}");
            var outcome = await new KillRun(world, seed, rows, kills).RunAsync(ct);
            await world.KeepAsync($"kills-{seed}", outcome, ct);
            yield return Figure.AtMost(Bench, $"rows-lost-{seed}", rows - outcome.Ended, "rows", 0);
            yield return Figure.AtMost(Bench, $"wrong-books-{seed}", outcome.Faults.Count, "rules", 0) with { Note = outcome.Faults.Count == 0 ? null : string.Join("; ", outcome.Faults) };
            yield return Figure.AtMost(Bench, $"bought-twice-{seed}", outcome.BoughtTwice, "rows", 0) with { Note = $"by the provider's own log of {outcome.Asked} orders, {outcome.Bought} of them purchases" };
            yield return Figure.AtMost(Bench, $"wrong-ends-{seed}", outcome.WrongEnds, "rows", 0) with { Note = "delivered without a purchase or an asset, or failed although the provider did not refuse" };
            yield return Figure.AtMost(Bench, $"workers-fallen-{seed}", outcome.Fallen, "processes", 0) with { Note = "ended by the database's trouble and not by a kill" };
            yield return Figure.AtLeast(Bench, $"kills-{seed}", outcome.Kills, "kills", kills);
            yield return Figure.AtLeast(Bench, $"restarts-{seed}", outcome.Restarts, "restarts", world.Quick ? 1 : Restarts) with { Note = $"{outcome.Cut} connections cut, {outcome.Exhaustions} times none left" };
            yield return Figure.Told(Bench, $"seconds-{seed}", outcome.Seconds, "s", $"{outcome.SecondsAfter:0} of them after the last kill");
        }
    }
}
