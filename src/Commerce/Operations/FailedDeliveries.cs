using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Operations;

/// <summary>Webhooks that were given up after every attempt, and their second chance.</summary>
public sealed class FailedDeliveries(AllStores stores, StoreWork work, StoreJobs jobs, TimeProvider time)
{
    /// <summary>At most so many, newest first.</summary>
    public async Task<IReadOnlyList<FailedDelivery>> ReadAsync(int most, CancellationToken cancellationToken)
    {
        var found = await stores.ReadAsync((context, _) => context.WebhookInbox.AsNoTracking().Where(entry => entry.State == InboxState.Failed)
            .OrderByDescending(entry => entry.ReceivedAt).Take(most)
            .Select(entry => new FailedDelivery(entry.StoreId, entry.Id, entry.Topic, entry.ReceivedAt, entry.Attempt, entry.Message))
            .ToListAsync(cancellationToken), cancellationToken);
        return [.. found.OrderByDescending(entry => entry.ReceivedAt).ThenByDescending(entry => entry.Id).Take(most)];
    }

    /// <summary>Has one applied again from its first attempt on. False when it is not given up (any more).</summary>
    public async Task<bool> RetryAsync(Guid storeId, Guid id, CancellationToken cancellationToken)
    {
        var again = await work.RunAsync(storeId, services => MarkAsync(services.GetRequiredService<CommerceContext>(), storeId, id, cancellationToken));
        if (again)
        {
            await jobs.StartAsync<WebhookJob>(storeId, cancellationToken);
        }

        return again;
    }

    // Entry and signal together: a crash after this line leaves the signal, and the sweep starts the turn.
    private async Task<bool> MarkAsync(CommerceContext context, Guid storeId, Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var marked = await context.WebhookInbox.Where(entry => entry.Id == id && entry.State == InboxState.Failed && entry.Body != null).ExecuteUpdateAsync(
            entry => entry.SetProperty(row => row.State, InboxState.Waiting).SetProperty(row => row.Attempt, 0).SetProperty(row => row.DueAt, (DateTimeOffset?)now),
            cancellationToken);
        if (marked == 1)
        {
            context.WebhookSignals.Add(new InboxSignal { Id = Guid.CreateVersion7(now), StoreId = storeId, DueAt = now });
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return marked == 1;
    }
}
