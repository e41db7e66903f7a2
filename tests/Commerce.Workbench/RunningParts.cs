using Commerce.Workbench.Postgres;

namespace Commerce.Workbench;

/// <summary>The parts <c>./studio up</c> starts, in the order they need each other.</summary>
internal sealed class RunningParts(Checkout checkout, TimeProvider time) : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> started = new();

    /// <summary>Starts what is not there yet and returns the address to open.</summary>
    public async Task<string> StartAsync(CancellationToken ct)
    {
        var secrets = Secrets.LoadOrCreate(checkout);
        var owner = Environment.GetEnvironmentVariable("ConnectionStrings__Commerce");
        if (owner is not { Length: > 0 })
        {
            var server = await PostgresServer.StartAsync(PostgresOptions.Kept(checkout, secrets.PostgresPassword), time, ct);
            started.Push(server);
            owner = server.ConnectionString;
            Console.WriteLine("PostgreSQL runs.");
        }
        return owner.Split(';')[0];
    }

    public Task WaitForEndAsync(CancellationToken ct) => Task.Delay(Timeout.InfiniteTimeSpan, time, ct);

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }
}
