using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Commerce.Catalogue;

/// <summary>Has every active store's catalogue reconciled each night, spread over some hours. Reads the routes only.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class ReconciliationRoundJob(CommerceContext data, StoreJobs jobs, TimeProvider time) : IJob
{
    internal const string EachNight = "0 0 2 * * ?";

    private const int SpreadMinutes = 180;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var stores = await data.StoreDirectory.Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var storeId in stores)
        {
            // The last bytes of an id are random and stay the same, so each store has its own minute.
            var minute = BitConverter.ToUInt16(storeId.ToByteArray(), 14) % SpreadMinutes;
            await jobs.StartAtAsync<ReconciliationJob>(storeId, now.AddMinutes(minute), cancellationToken);
        }
    }
}
