using Commerce.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace Commerce.Jobs;

/// <summary>Wakes the lanes of every store with due rows: whatever was lost between commit and wake-up is found here.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class SweepJob(CommerceContext data, StoreJobs jobs, IOptions<JobOptions> options, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var due = await data.StoreDirectory
            .Where(route => route.Active && !route.Paused && route.BacklogDueAt <= now)
            .Select(route => route.StoreId)
            .ToListAsync(cancellationToken);
        foreach (var storeId in due)
        {
            await jobs.WakeLanesAsync(storeId, options.Value.LanesPerStore, cancellationToken);
        }
    }
}
