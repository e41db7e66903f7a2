using System.Globalization;
using System.Text.RegularExpressions;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch.Peers;

/// <summary>PostgreSQL's own load program running the bare statements: claim, then finish with history, entry, hold and balance.</summary>
internal static partial class Pgbench
{
    /// <summary>The program, when this machine has it: PostgreSQL's npm package does not bring it along.</summary>
    public static string? Find() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", "pgbench")).LastOrDefault(File.Exists)
        : null;

    /// <summary>Rows a second when every transaction takes <paramref name="group"/> of them.</summary>
    public static async Task<double> RunAsync(string program, BenchWorld world, string owner, BenchStore store, int rows, int group, int clients, CancellationToken ct)
    {
        var parts = new NpgsqlConnectionStringBuilder(owner);
        var script = Path.Combine(world.Folder, $"pgbench-{group}.sql");
        await File.WriteAllTextAsync(script, Script(store.Id, group), ct);
        var turns = (rows / (group * clients)) + 1;
        var child = world.Start(new ChildCommand(
            "pgbench", program, "--no-vacuum", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-t", $"{turns}", "-f", script,
            "-h", parts.Host!, "-p", $"{parts.Port}", "-U", parts.Username!, parts.Database!)
        { Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = parts.Password } });
        double? turnsPerSecond = null;
        child.LineWritten += line => turnsPerSecond = Rate().Match(line) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : turnsPerSecond;
        child.BeginReading(Path.Combine(world.Folder, $"pgbench-{group}.log"));
        await child.WaitForExitAsync(ct);
        var seconds = turns * clients / (turnsPerSecond ?? throw new ProblemException($"pgbench ended without a figure: {string.Join('\n', child.LastLines)}"));
        return (rows - await store.OpenAsync(ct)) / seconds;
    }

    private static string Script(Guid store, int group) =>
        $"""
        {BareStatements.Claim(store, group)} \gset
        {BareStatements.Finish(store, "(:ids)::uuid[]")};
        """;

    [GeneratedRegex(@"^tps = ([0-9.]+) \(without")]
    private static partial Regex Rate();
}
