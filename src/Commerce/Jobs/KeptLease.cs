using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Jobs;

/// <summary>Keeps one lease alive while its row is worked on, and stops the work when the lease is lost.</summary>
public sealed class KeptLease : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly Task keeping;

    private KeptLease(CancellationTokenSource stop, Task keeping) => (this.stop, this.keeping) = (stop, keeping);

    /// <summary>Cancelled when the process stops or the lease goes to another worker.</summary>
    public CancellationToken Token => stop.Token;

    public static KeptLease Keep(StoreWork work, Guid storeId, Backlog backlog, Guid id, string worker, TimeProvider time, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new KeptLease(stop, RunAsync(work, storeId, backlog, id, worker, time, stop));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await keeping;
        stop.Dispose();
    }

    private static async Task RunAsync(StoreWork work, Guid storeId, Backlog backlog, Guid id, string worker, TimeProvider time, CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                var length = await work.RunAsync(storeId, services => Task.FromResult(services.GetRequiredService<Leases>().Length));
                await Task.Delay(length / 3, time, stop.Token);
                if (!await work.RunAsync(storeId, services => services.GetRequiredService<Leases>().ProlongAsync(backlog, id, worker, stop.Token)))
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The row is done with, or no longer ours.
        }
    }
}
