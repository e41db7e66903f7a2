using Commerce.Batches.Recurring;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Batches;

/// <summary>Starts a store's recurring runs that are due, and removes drafts nobody has touched for a month.</summary>
public sealed class BatchCareJob(StoreWork work) : StoreJob(work)
{
    protected override bool RestsWhilePaused => true;

    protected override async Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<BatchDrafts>().RemoveOldAsync(cancellationToken);
        if (await services.GetRequiredService<RecurringRuns>().RunDueAsync(cancellationToken) is { } next)
        {
            await services.GetRequiredService<StoreJobs>().StartAtAsync<BatchCareJob>(storeId, next, cancellationToken);
        }
    }
}
