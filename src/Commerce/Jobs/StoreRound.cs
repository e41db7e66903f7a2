using Commerce.Data;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Commerce.Jobs;

/// <summary>Starts one job for every installed store. Reads the routes only; the work is done inside each store.</summary>
/// <typeparam name="TJob">What runs in each store.</typeparam>
[SystemJob]
[DisallowConcurrentExecution]
public abstract class StoreRound<TJob>(CommerceContext data, StoreJobs jobs, TimeProvider time) : IJob
    where TJob : StoreJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var stores = await data.StoreDirectory.Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var storeId in stores)
        {
            await jobs.StartAtAsync<TJob>(storeId, now + DelayOf(storeId), cancellationToken);
        }
    }

    /// <summary>How long after the round begins a store has its turn.</summary>
    protected virtual TimeSpan DelayOf(Guid storeId) => TimeSpan.Zero;
}
