using Commerce.Batches;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Generations;

/// <summary>The backlog of generations: claims a group, keeps its leases alive, and advances each row until it ends or has to wait.</summary>
public sealed partial class GenerationBacklog(
    StoreWork work, GroupWork group, ProgressSignal progress, Pace pace, LaneBell bell, TimeProvider time, ILogger<GenerationBacklog> logger) : IBacklog
{
    /// <summary>Claims as many of the store's oldest due rows as fill a short turn, and advances them together.</summary>
    public async Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken)
    {
        var (size, began) = (pace.Of(storeId), time.GetTimestamp());
        var rows = await work.RunAsync(storeId, services => services.GetRequiredService<Claims>().TakeAsync(worker, size, cancellationToken));
        if (rows.Count == 0)
        {
            return false;
        }

        if (rows.Count >= size)
        {
            // Probably more is due than this lane has taken.
            bell.Ring();
        }

        await using var leases = KeptLeases.Keep(work, storeId, Backlog.Generations, rows.Select(row => row.Id), worker, time, cancellationToken);
        await group.RunAsync(storeId, rows, (row, advance) => AdvanceAsync(row, leases, advance), cancellationToken);
        foreach (var batchId in rows.Select(row => row.BatchId).Distinct())
        {
            progress.Touch(storeId, batchId);
        }

        pace.Learn(storeId, rows.Count, time.GetElapsedTime(began));
        if (cancellationToken.IsCancellationRequested)
        {
            // Stopping: what has not ended goes to other processes now.
            await work.RunAsync(storeId, services => services.GetRequiredService<Leases>()
                .GiveBackAsync(Backlog.Generations, [.. rows.Where(row => row.EndedAt is null).Select(row => row.Id)], worker, CancellationToken.None));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return true;
    }

    public async Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken)
    {
        foreach (var batchId in await work.RunAsync(storeId, services => services.GetRequiredService<BatchClosing>().CloseFinishedAsync(cancellationToken)))
        {
            progress.Touch(storeId, batchId);
        }

        var next = await work.RunAsync(storeId, services => services.GetRequiredService<Leases>().NextDueAsync(Backlog.Generations, cancellationToken));
        if (next is null)
        {
            pace.Forget(storeId);
        }

        return next;
    }

    private async Task AdvanceAsync(Generation row, KeptLeases leases, Func<CancellationToken, Task> advance)
    {
        var token = leases.TokenOf(row.Id);
        using var activity = GenerationTelemetry.Start(row);
        try
        {
            await advance(token);
        }
        catch (LostLeaseException)
        {
            Log.LeaseLost(logger, row.Id);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Stopping, or the lease is gone: the row stays as last written.
        }
        finally
        {
            leases.Release(row.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Generation {GenerationId} went to another worker")]
        public static partial void LeaseLost(ILogger logger, Guid generationId);
    }
}
