using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>Settles one store's billing one after the other.</summary>
public sealed class BillingLock(CommerceContext context, StoreScope scope)
{
    /// <summary>Takes the lock until the transaction ends, and gives the row it lies on as it is now.</summary>
    public async Task<Subscription> TakeAsync(CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"insert into subscriptions (store_id) values ({scope.StoreId}) on conflict do nothing", cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from subscriptions where store_id = {scope.StoreId} for update", cancellationToken);
        // What this scope has read before may be older than the lock.
        context.ChangeTracker.Clear();
        return await context.Subscriptions.SingleAsync(cancellationToken);
    }
}
