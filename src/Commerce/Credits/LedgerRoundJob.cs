using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Commerce.Credits;

/// <summary>Starts the ledger check of every active store. Reads the routes only; each check runs inside its own store.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class LedgerRoundJob(CommerceContext data, StoreJobs jobs) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var stores = await data.StoreDirectory.Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var storeId in stores)
        {
            await jobs.StartAsync<LedgerCheckJob>(storeId, cancellationToken);
        }
    }
}
