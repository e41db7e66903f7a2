using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Commerce.Webhooks;

/// <summary>Has every store's inbox looked at once a day, which is when old entries of quiet stores go.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class InboxRoundJob(CommerceContext data, TimeProvider time) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var stores = await data.StoreDirectory.Select(route => route.StoreId).ToListAsync(cancellationToken);
        data.WebhookSignals.AddRange(stores.Select(storeId => new InboxSignal { Id = Guid.CreateVersion7(now), StoreId = storeId, DueAt = now }));
        await data.SaveChangesAsync(cancellationToken);
    }
}
