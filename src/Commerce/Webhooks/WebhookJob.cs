using Commerce.Jobs;
using Quartz;

namespace Commerce.Webhooks;

/// <summary>One store's turn on its inbox. The engine runs one at a time for a store in the whole cluster.</summary>
public sealed class WebhookJob(WebhookTurn turn, StoreJobs jobs, TimeProvider time) : IJob
{
    // How long one firing works before it lets other stores have the thread.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(15);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var storeId = Guid.Parse(context.MergedJobDataMap.GetString(StoreJobs.StoreKey)!);
        var next = await turn.RunAsync(storeId, time.GetUtcNow() + Budget, cancellationToken);
        if (next <= time.GetUtcNow())
        {
            // The budget ran out before the work did; others had better go first.
            await jobs.StartAsync<WebhookJob>(storeId, cancellationToken);
        }
    }
}
