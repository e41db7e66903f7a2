using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Commerce.Billing;

/// <summary>Has every active store's billing looked over; each check runs inside its own store and asks Shopify only when due.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class BillingRoundJob(CommerceContext data, StoreJobs jobs) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var stores = await data.StoreDirectory.Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var storeId in stores)
        {
            await jobs.StartAsync<BillingCheckJob>(storeId, cancellationToken);
        }
    }
}
