using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Jobs;

/// <summary>
/// A job of one store: runs inside that store's scope and nobody else's. When it finds the shop closed or our access lost,
/// the store is paused; that is the end of it, not a failure to be tried again.
/// </summary>
public abstract class StoreJob(StoreWork work) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var storeId = Guid.Parse(context.MergedJobDataMap.GetString(StoreJobs.StoreKey)!);
        return new ValueTask(work.RunAsync(storeId, services => RunOrPauseAsync(storeId, services, cancellationToken)));
    }

    /// <summary>Whether the job waits while its store is paused. What made it due is still there when the store goes on.</summary>
    protected virtual bool RestsWhilePaused => false;

    private async Task RunOrPauseAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (RestsWhilePaused && await services.GetRequiredService<StorePauses>().RestsAsync(storeId, cancellationToken))
        {
            return;
        }

        try
        {
            await RunAsync(storeId, services, cancellationToken);
        }
        catch (Exception error) when (StorePauses.ReasonOf(error) is { } reason)
        {
            await services.GetRequiredService<StorePauses>().PauseAsync(storeId, reason);
        }
    }

    protected abstract Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken);
}
