using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Plans;
using Commerce.Shopify;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Shops;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Stores;

/// <summary>
/// Makes a store of a shop that opened the app: token exchange, store, welcome credits, first sync. Idempotent, for the
/// first requests of a new shop arrive together.
/// </summary>
public sealed class StoreInstaller(
    CommerceContext context, StoreScope scope, IAccessSource source, ShopReader shops, ShopAccounts accounts, Ledger ledger, StoreJobs jobs, Wake wake,
    IOptions<PlanOptions> plans, TimeProvider time)
{
    /// <exception cref="TokenException">Shopify refused the session token; nothing was kept.</exception>
    public async Task<Guid> InstallAsync(ShopDomain shop, string sessionToken, CancellationToken cancellationToken)
    {
        var token = await source.OpenAsync(shop, sessionToken, cancellationToken);
        var facts = await shops.ReadAsync(new ShopAccess(shop, token.Value), cancellationToken);
        var storeId = await RouteAsync(shop, cancellationToken);
        scope.Enter(storeId);
        bool resumed;
        await using (var transaction = await context.Database.BeginTransactionAsync(cancellationToken))
        {
            // One of the shop's first requests works at a time; the others then find everything there.
            await context.Database.ExecuteSqlAsync($"select 1 from store_directory where store_id = {storeId} for update", cancellationToken);
            resumed = await KeepStoreAsync(storeId, shop, facts, token, cancellationToken);
            await accounts.KeepAsync(token, cancellationToken);
            await context.Database.ExecuteSqlAsync($"insert into balances (store_id) values ({storeId}) on conflict do nothing", cancellationToken);
            // Requests are led to the store from the moment all of it exists; a broken-off install is simply begun again.
            await context.StoreDirectory.Where(route => route.StoreId == storeId)
                .ExecuteUpdateAsync(route => route.SetProperty(row => row.Active, true).SetProperty(row => row.Paused, false).SetProperty(row => row.ResumeTriedAt, (DateTimeOffset?)null), cancellationToken);
            await ledger.GrantAsync($"welcome:{storeId}", plans.Value.WelcomeCredits, $"Welcome credits of the {PlanCatalogue.Free.Name} plan", cancellationToken);
            // Removing the app ended its plan, so what was read before counts no more.
            await context.Subscriptions.ExecuteUpdateAsync(row => row.SetProperty(it => it.CheckedAt, (DateTimeOffset?)null), cancellationToken);
            if (resumed)
            {
                // Whatever was due when the store was laid to rest is due still; the mark commits with its going on.
                await wake.MarkAsync(storeId, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        if (resumed)
        {
            await wake.NowAsync(storeId, cancellationToken);
        }

        await jobs.StartAsync<CatalogueSyncJob>(storeId, cancellationToken);
        await jobs.StartAsync<BillingCheckJob>(storeId, cancellationToken);
        return storeId;
    }

    private async Task<Guid> RouteAsync(ShopDomain shop, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync(
            $"insert into store_directory (store_id, shop_domain, active) values ({Guid.CreateVersion7(time.GetUtcNow())}, {shop.Value}, false) on conflict (shop_domain) do nothing",
            cancellationToken);
        return await context.StoreDirectory.Where(route => route.ShopDomain == shop.Value).Select(route => route.StoreId).SingleAsync(cancellationToken);
    }

    /// <returns>Whether the store was paused.</returns>
    private async Task<bool> KeepStoreAsync(Guid storeId, ShopDomain shop, Shop facts, AccessToken token, CancellationToken cancellationToken)
    {
        var store = await context.Stores.SingleOrDefaultAsync(row => row.Id == storeId, cancellationToken);
        if (store is null)
        {
            store = new Store { Id = storeId, ShopDomain = shop.Value, Name = facts.Name, InstalledAt = time.GetUtcNow() };
            context.Stores.Add(store);
        }

        if (store.Status == StoreStatus.Uninstalled)
        {
            // What Shopify tells of the time before concerns an install that is over.
            store.InstalledAt = time.GetUtcNow();
        }

        var paused = store.Status == StoreStatus.Paused;
        store.Learn(facts);
        store.Status = StoreStatus.Active;
        store.StatusReason = null;
        store.UninstalledAt = null;
        store.Scopes = string.Join(',', token.Scopes);
        store.SyncState = SyncState.Queued;
        await context.SaveChangesAsync(cancellationToken);
        return paused;
    }
}
