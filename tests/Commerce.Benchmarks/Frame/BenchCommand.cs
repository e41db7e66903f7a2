using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Workbench;

namespace Commerce.Benchmarks.Frame;

/// <summary><c>./studio bench NAME</c>: runs every benchmark of that name; ends with 1 when a goal was missed.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = $"What to measure: {string.Join(", ", Names())}" };
        var only = new Option<string?>("--only") { Description = "Run only the benchmarks whose class name contains this" };
        var quick = new Option<bool>("--quick") { Description = "Use a tenth of the rows and one seed: to see that it works, not how fast" };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON per figure" };
        var command = new Command("bench", "Measure on this machine") { name, only, quick, json };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(name)!, parsed.GetValue(only), parsed.GetValue(quick), parsed.GetValue(json), ct));
        return command;
    }

    private static IEnumerable<string> Names() => Benchmark.All().Select(benchmark => benchmark.Bench).Distinct().Order(StringComparer.Ordinal);

    private static async Task<int> RunAsync(string name, string? only, bool quick, bool json, CancellationToken ct)
    {
        var chosen = Benchmark.All().Where(benchmark => benchmark.Bench == name && (only is null || benchmark.GetType().Name.Contains(only, StringComparison.OrdinalIgnoreCase))).ToList();
        if (chosen.Count == 0)
        {
            throw new ProblemException($"There is no bench of this name. There are: {string.Join(", ", Names())}.");
        }

        await using var world = new BenchWorld(Checkout.Find(), name, json ? Console.Error : Console.Out, TimeProvider.System) { Quick = quick };
        var missed = 0;
        await using var kept = new StreamWriter(Path.Combine(world.Folder, "figures.jsonl")) { AutoFlush = true };
        foreach (var benchmark in chosen)
        {
            await foreach (var figure in benchmark.MeasureAsync(world, ct))
            {
                missed += figure.Met ? 0 : 1;
                await kept.WriteLineAsync(Line(figure));
                await Console.Out.WriteLineAsync(json ? Line(figure) : Sentence(figure));
            }
        }

        world.Say($"The raw runs are in {world.Folder}");
        return missed == 0 ? 0 : 1;
    }

    private static string Line(Figure figure) => new JsonObject
    {
        ["bench"] = figure.Bench,
        ["figure"] = figure.Name,
        ["value"] = Math.Round(figure.Value, 4),
        ["unit"] = figure.Unit,
        ["goal"] = figure.Goal,
        ["peer"] = figure.Peer,
        ["ratio"] = figure.Ratio,
        ["met"] = figure.Met,
        ["note"] = figure.Note,
    }.ToJsonString(JsonSerializerOptions.Web);

    private static string Sentence(Figure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(figure.Met ? "met   " : "missed")} {figure.Name}: {figure.Value:0.####} {figure.Unit}{(figure.Goal is { } goal ? $" (goal {goal})" : "")}{(figure.Ratio is { } ratio ? $", {ratio} × peer {figure.Peer:0.####}" : "")}{(figure.Note is { } note ? $" ({note})" : "")}");
}
