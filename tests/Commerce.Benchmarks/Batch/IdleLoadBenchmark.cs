using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>What twelve lanes ask of the database while nothing is due, counted by the database itself.</summary>
internal sealed class IdleLoadBenchmark : Benchmark
{
    private const int Lanes = 12;
    private const double GoalPerSecond = 20;

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var server = await world.MeasuredServerAsync(ct);
        yield return Figure.AtMost(Bench, "idle-transactions-in-one-process", await CountAsync(world, server, 1, ct), "transactions/s", GoalPerSecond) with { Note = "one worker with 12 lanes" };
        yield return Figure.AtMost(Bench, "idle-transactions-in-three-processes", await CountAsync(world, server, 3, ct), "transactions/s", GoalPerSecond) with { Note = "three workers with 4 lanes each" };
    }

    private static async Task<double> CountAsync(BenchWorld world, MeasuredServer server, int processes, CancellationToken ct)
    {
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var group = new ProcessGroup();
        for (var number = 1; number <= processes; number++)
        {
            await AppProcess.StartAsync(group, BenchWorkers.Describe(world, connections, $"idle-{processes}-{number}", ("Jobs__WorkerThreads", $"{Lanes / processes}")), ct);
        }

        // The rounds that begin with a process are over by then.
        await Task.Delay(TimeSpan.FromSeconds(world.Quick ? 5 : 12), world.Time, ct);
        var seconds = world.Quick ? 5 : 20;
        var before = await TransactionsAsync(owner, ct);
        await Task.Delay(TimeSpan.FromSeconds(seconds), world.Time, ct);
        return (double)(await TransactionsAsync(owner, ct) - before) / seconds;
    }

    private static Task<long> TransactionsAsync(NpgsqlDataSource owner, CancellationToken ct) => MeasuredServer.ReadAsync<long>(
        owner, "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()", ct);
}
