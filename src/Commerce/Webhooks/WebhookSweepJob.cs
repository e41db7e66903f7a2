using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Commerce.Webhooks;

/// <summary>Starts a turn for every store whose inbox needs a look: the net under every lost wake-up, and what retries wait for.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class WebhookSweepJob(CommerceContext data, StoreJobs jobs, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var due = await data.WebhookSignals.Where(signal => signal.DueAt <= now).Select(signal => signal.StoreId).Distinct().ToListAsync(cancellationToken);
        foreach (var storeId in due)
        {
            await jobs.StartAsync<WebhookJob>(storeId, cancellationToken);
        }
    }
}
