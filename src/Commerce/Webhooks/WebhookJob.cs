using Commerce.Jobs;
using Microsoft.Extensions.Options;
using Quartz;

namespace Commerce.Webhooks;

/// <summary>One store's turn on its inbox. The engine runs one at a time for a store in the whole cluster.</summary>
public sealed class WebhookJob(WebhookTurn turn, StoreJobs jobs, IOptions<JobOptions> options, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var storeId = Guid.Parse(context.MergedJobDataMap.GetString(StoreJobs.StoreKey)!);
        var next = await turn.RunAsync(storeId, time.GetUtcNow() + TimeSpan.FromSeconds(options.Value.LaneBudgetSeconds), cancellationToken);
        if (next <= time.GetUtcNow())
        {
            // The budget ran out before the work did; others had better go first.
            await jobs.StartAsync<WebhookJob>(storeId, cancellationToken);
        }
    }
}
