using System.Collections.Concurrent;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Jobs;

/// <summary>Keeps the leases of a group of rows alive while they are worked on, and stops the work on each whose lease is lost.</summary>
public sealed class KeptLeases : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> rows;
    private readonly Task keeping;

    private KeptLeases(StoreWork work, Guid storeId, Backlog backlog, IEnumerable<Guid> ids, string worker, TimeProvider time, CancellationToken cancellationToken)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        rows = new(ids.Select(id => KeyValuePair.Create(id, CancellationTokenSource.CreateLinkedTokenSource(stop.Token))));
        keeping = RunAsync(work, storeId, backlog, worker, time);
    }

    public static KeptLeases Keep(
        StoreWork work, Guid storeId, Backlog backlog, IEnumerable<Guid> ids, string worker, TimeProvider time, CancellationToken cancellationToken) =>
        new(work, storeId, backlog, ids, worker, time, cancellationToken);

    /// <summary>Cancelled when the process stops or this row's lease goes to another worker.</summary>
    public CancellationToken TokenOf(Guid id) => rows[id].Token;

    /// <summary>Keeps this row's lease no longer: it has ended, or waits for somebody to take it again.</summary>
    public void Release(Guid id) => rows.TryRemove(id, out _);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await keeping;
        stop.Dispose();
    }

    private async Task RunAsync(StoreWork work, Guid storeId, Backlog backlog, string worker, TimeProvider time)
    {
        try
        {
            var length = await work.RunAsync(storeId, services => Task.FromResult(services.GetRequiredService<Leases>().Length));
            while (true)
            {
                await Task.Delay(length / 3, time, stop.Token);
                await ProlongAsync(work, storeId, backlog, worker);
            }
        }
        catch (OperationCanceledException)
        {
            // The rows are done with.
        }
    }

    private async Task ProlongAsync(StoreWork work, Guid storeId, Backlog backlog, string worker)
    {
        try
        {
            var held = rows.ToArray();
            var kept = await work.RunAsync(
                storeId, services => services.GetRequiredService<Leases>().ProlongAsync(backlog, [.. held.Select(row => row.Key)], worker, stop.Token));
            foreach (var (_, row) in held.Where(row => !kept.Contains(row.Key) && rows.ContainsKey(row.Key)))
            {
                await row.CancelAsync();
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The database is away for a moment. The next sign of life is tried soon; should the lease lapse meanwhile, the
            // row's next write is refused.
        }
    }
}
