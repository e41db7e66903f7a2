using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Batch;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Chaos;

/// <summary>How long a worker under full load takes to stop when asked to, and how soon another goes on with what it, or one that was killed, left behind.</summary>
internal sealed class GracefulStopBenchmark : Benchmark
{
    private const double GoalStop = 30;
    private const double GoalResume = 60;

    public override string Bench => "chaos";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var server = await world.MeasuredServerAsync(ct);
        foreach (var kill in new[] { false, true })
        {
            world.Say(kill ? "A worker is killed under load" : "A worker is asked to stop under load");
            var (stop, resume, held) = await LeaveAsync(world, server, kill, ct);
            if (!kill)
            {
                yield return Figure.AtMost(Bench, "stop-under-load", stop, "s", GoalStop);
            }

            yield return Figure.AtMost(Bench, kill ? "rows-resume-after-a-kill" : "rows-resume-after-a-stop", resume, "s", GoalResume) with
            {
                Note = $"{held} rows were under way; measured to the end of the last of them, with the start of the other worker and leases as in production",
            };
        }
    }

    private static async Task<(double Stop, double Resume, int Held)> LeaveAsync(BenchWorld world, MeasuredServer server, bool kill, CancellationToken ct)
    {
        var connections = await server.DatabaseAsync(ct);
        await using var owner = NpgsqlDataSource.Create(connections.Owner);
        await using var waker = new Waker(connections, world.Secrets);
        var store = await BenchStore.AddAsync(owner, waker, world.Time, 100, ct);
        await using var group = new ProcessGroup();
        var name = kill ? "killed" : "stopped";
        var first = group.Start(Worker(world, connections, name).Command());
        first.BeginReading(Path.Combine(world.Folder, $"{name}.log"));
        await store.AddBatchAsync(2000, ct);
        await waker.WakeAsync(store.Id, ct);
        await UntilAsync(async () => await store.OpenAsync(ct) < 1900, world, ct);

        var began = Stopwatch.GetTimestamp();
        var held = await HeldAsync(owner, ct);
        Unix.Signal(first.Id, kill ? Unix.Kill : Unix.Terminate);
        await first.WaitForExitAsync(ct);
        var stop = Stopwatch.GetElapsedTime(began).TotalSeconds;

        await AppProcess.StartAsync(group, Worker(world, connections, $"{name}-next"), ct);
        await UntilAsync(async () => await MeasuredServer.ReadAsync<long>(owner, "select count(*) from generations where id = any ($1) and ended_at is null", ct, held) == 0, world, ct);
        return (stop, Stopwatch.GetElapsedTime(began).TotalSeconds, held.Length);
    }

    private static AppOptions Worker(BenchWorld world, Workbench.Postgres.DatabaseConnections connections, string name) =>
        BenchWorkers.Describe(world, connections, name, ("Bench__DelayMilliseconds", "500"));

    private static Task<Guid[]> HeldAsync(NpgsqlDataSource owner, CancellationToken ct) =>
        MeasuredServer.ReadAsync<Guid[]>(owner, "select coalesce(array_agg(id), array[]::uuid[]) from generations where lease_until > now()", ct);

    private static async Task UntilAsync(Func<Task<bool>> met, BenchWorld world, CancellationToken ct)
    {
        while (!await met())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), world.Time, ct);
        }
    }
}
