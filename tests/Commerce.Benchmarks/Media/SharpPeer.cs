using System.Text.Json;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;

namespace Commerce.Benchmarks.Media;

/// <summary>sharp doing one of our tasks in a Node.js process of its own, which is warm before its clock starts.</summary>
/// <param name="Task">As <c>peers/sharp.mjs</c> names it.</param>
/// <param name="Mode">How it makes several files of one; null where it makes one.</param>
/// <param name="AtOnce">Pictures side by side.</param>
/// <param name="Threads">Threads for each.</param>
internal sealed record SharpPeer(string Task, string? Mode, int AtOnce, int Threads)
{
    /// <summary>What its documentation offers for two cores: pictures side by side, or threads within one.</summary>
    public static IReadOnlyList<SharpPeer> Of(string task, params string?[] modes) =>
        [.. from mode in modes from setting in ((int AtOnce, int Threads)[])[(2, 1), (1, 2), (2, 2)] select new SharpPeer(task, mode, setting.AtOnce, setting.Threads)];

    /// <summary>Pictures a second; the first picture's files are kept beside <paramref name="output"/>.</summary>
    public async Task<double> RunAsync(BenchWorld world, string source, string output, string? packet, int count, CancellationToken ct)
    {
        var folder = Path.Combine(world.Checkout.Root, "tests", "Commerce.Benchmarks", "peers");
        await using var child = world.Start(new ChildCommand($"{this}", Tools.Node(world.Checkout), Path.Combine(folder, "sharp.mjs"))
        {
            Folder = folder,
            Environment = new Dictionary<string, string?>
            {
                ["BENCH_TASK"] = Task, ["BENCH_MODE"] = Mode, ["BENCH_SOURCE"] = source, ["BENCH_OUTPUT"] = output, ["BENCH_XMP"] = packet,
                ["BENCH_COUNT"] = $"{count}", ["BENCH_AT_ONCE"] = $"{AtOnce}", ["BENCH_THREADS"] = $"{Threads}",
            },
        });
        double? rate = null;
        child.LineWritten += line => rate = line.StartsWith('{') ? JsonDocument.Parse(line).RootElement.GetProperty("perSecond").GetDouble() : rate;
        child.BeginReading(Path.Combine(world.Folder, "sharp.log"));
        await child.WaitForExitAsync(ct);
        return rate ?? throw new ProblemException($"sharp ended without a figure: {string.Join('\n', child.LastLines)}");
    }

    public override string ToString() => $"sharp-{Task}{(Mode is null ? "" : $"-{Mode}")}-{AtOnce}x{Threads}";
}
