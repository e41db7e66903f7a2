using Commerce.Benchmarks.Batch;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;

namespace Commerce.Benchmarks.Chaos;

/// <summary>Worker processes that are killed and replaced at once, as a service manager would.</summary>
internal sealed class ChaosWorkers(BenchWorld world, DatabaseConnections connections, string name, IEnumerable<(string Name, string Value)> settings, Random random) : IAsyncDisposable
{
    private readonly List<ChildProcess> living = [];
    private int started;

    /// <summary>Processes that ended without being killed: a worker must outlive its database's troubles.</summary>
    public int Fallen { get; private set; }

    public void Start()
    {
        // Nobody asks it for a page: any port will do, and none that was free a second ago.
        var options = BenchWorkers.Describe(world, connections, name, settings) with { Port = 0 };
        var process = world.Start(options.Command());
        process.BeginReading(Path.Combine(world.Folder, $"{name}-{++started}.log"));
        living.Add(process);
    }

    /// <summary>Kills any one of them, as the kernel would, and starts another in its place.</summary>
    public async Task KillOneAsync()
    {
        Replace();
        var victim = living[random.Next(living.Count)];
        living.Remove(victim);
        victim.KillNow();
        await victim.WaitForExitAsync(CancellationToken.None);
        await victim.DisposeAsync();
        Start();
    }

    /// <summary>Starts another in the place of each that fell.</summary>
    public void Replace()
    {
        foreach (var fallen in living.Where(process => process.HasExited).ToList())
        {
            Fallen++;
            living.Remove(fallen);
            Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(living.Select(process => process.DisposeAsync().AsTask()));
        living.Clear();
    }
}
