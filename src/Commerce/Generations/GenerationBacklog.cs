using Commerce.Batches;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Generations;

/// <summary>The backlog of generations: claims one, keeps its lease alive, and advances it until it ends or has to wait.</summary>
public sealed partial class GenerationBacklog(StoreWork work, ProgressSignal progress, TimeProvider time, ILogger<GenerationBacklog> logger) : IBacklog
{
    public async Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken)
    {
        // A firing's id is unique in the cluster; so is the lease it takes.
        if (await TakeAsync(storeId, worker, cancellationToken) is not { } generation)
        {
            return false;
        }

        using var activity = GenerationTelemetry.Start(generation);
        await using var lease = KeptLease.Keep(work, storeId, Backlog.Generations, generation.Id, worker, time, cancellationToken);
        try
        {
            while (await work.RunAsync(storeId, services => services.GetRequiredService<Steps>().AdvanceAsync(generation, lease.Token)))
            {
                progress.Touch(storeId, generation.BatchId);
            }
        }
        catch (LostLeaseException)
        {
            Log.LeaseLost(logger, generation.Id);
        }
        catch (OperationCanceledException) when (lease.Token.IsCancellationRequested)
        {
            // Stopping, or the lease is gone: the row stays as last written and is adopted when the lease lapses.
            cancellationToken.ThrowIfCancellationRequested();
        }

        progress.Touch(storeId, generation.BatchId);
        return true;
    }

    public async Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken)
    {
        foreach (var batchId in await work.RunAsync(storeId, services => services.GetRequiredService<BatchClosing>().CloseFinishedAsync(cancellationToken)))
        {
            progress.Touch(storeId, batchId);
        }

        return await work.RunAsync(storeId, services => services.GetRequiredService<Leases>().NextDueAsync(Backlog.Generations, cancellationToken));
    }

    private Task<Generation?> TakeAsync(Guid storeId, string worker, CancellationToken cancellationToken) => work.RunAsync(storeId, async services =>
    {
        var id = await services.GetRequiredService<Leases>().TakeAsync(Backlog.Generations, worker, cancellationToken);
        return id is null ? null : await services.GetRequiredService<CommerceContext>().Generations.AsNoTracking()
            .SingleAsync(row => row.Id == id, cancellationToken);
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Generation {GenerationId} went to another worker")]
        public static partial void LeaseLost(ILogger logger, Guid generationId);
    }
}
