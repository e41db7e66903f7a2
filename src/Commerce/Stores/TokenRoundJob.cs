using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Commerce.Stores;

/// <summary>Starts the care of every store's access each day. Reads the routes only; the work is done inside each store.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class TokenRoundJob(CommerceContext data, StoreJobs jobs) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var stores = await data.StoreDirectory.Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var storeId in stores)
        {
            await jobs.StartAsync<TokenCareJob>(storeId, cancellationToken);
        }
    }
}
