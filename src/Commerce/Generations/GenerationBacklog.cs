using Commerce.Batches;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Generations;

/// <summary>The backlog of generations: claims one, keeps its lease alive, and advances it until it ends or has to wait.</summary>
public sealed partial class GenerationBacklog(StoreWork work, ProgressSignal progress, TimeProvider time, ILogger<GenerationBacklog> logger) : IBacklog
{
    public async Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken)
    {
        // A firing's id is unique in the cluster; so is the lease it takes.
        var generation = await work.RunAsync(storeId, services => services.GetRequiredService<Claims>().TakeAsync(worker, cancellationToken));
        if (generation is null)
        {
            return false;
        }

        using var activity = GenerationTelemetry.Start(generation);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepLeaseAsync(storeId, generation, worker, lost);
        try
        {
            while (await work.RunAsync(storeId, services => services.GetRequiredService<Steps>().AdvanceAsync(generation, lost.Token)))
            {
                progress.Touch(storeId, generation.BatchId);
            }
        }
        catch (LostLeaseException)
        {
            Log.LeaseLost(logger, generation.Id);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Stopping, or the lease is gone: the row stays as last written and is adopted when the lease lapses.
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            await lost.CancelAsync();
            await keeping;
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

        return await work.RunAsync(storeId, services => services.GetRequiredService<Claims>().NextDueAsync(cancellationToken));
    }

    private async Task KeepLeaseAsync(Guid storeId, Generation generation, string worker, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                var lease = await work.RunAsync(storeId, services => Task.FromResult(services.GetRequiredService<Claims>().Lease));
                await Task.Delay(lease / 3, time, lost.Token);
                if (!await work.RunAsync(storeId, services => services.GetRequiredService<Claims>().ProlongAsync(generation.Id, worker, lost.Token)))
                {
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The row is done with, or no longer ours.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Generation {GenerationId} went to another worker")]
        public static partial void LeaseLost(ILogger logger, Guid generationId);
    }
}
