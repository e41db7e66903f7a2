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
    CommerceContext context, StoreScope scope, TokenClient tokens, ShopReader shops, ShopAccounts accounts, Ledger ledger, StoreJobs jobs,
    IOptions<PlanOptions> plans, TimeProvider time)
{
    /// <exception cref="TokenException">Shopify refused the session token; nothing was kept.</exception>
    public async Task<Guid> InstallAsync(ShopDomain shop, string sessionToken, CancellationToken cancellationToken)
    {
        var token = await tokens.ExchangeAsync(shop, sessionToken, AccessMode.Offline, cancellationToken);
        var facts = await shops.ReadAsync(new ShopAccess(shop, token.Value), cancellationToken);
        var storeId = await RouteAsync(shop, cancellationToken);
        scope.Enter(storeId);
        await using (var transaction = await context.Database.BeginTransactionAsync(cancellationToken))
        {
            // One of the shop's first requests works at a time; the others then find everything there.
            await context.Database.ExecuteSqlAsync($"select 1 from store_directory where store_id = {storeId} for update", cancellationToken);
            await KeepStoreAsync(storeId, shop, facts, token, cancellationToken);
            await accounts.KeepAsync(token, cancellationToken);
            await context.Database.ExecuteSqlAsync($"insert into balances (store_id) values ({storeId}) on conflict do nothing", cancellationToken);
            // Requests are led to the store from the moment all of it exists; a broken-off install is simply begun again.
            await context.StoreDirectory.Where(route => route.StoreId == storeId)
                .ExecuteUpdateAsync(route => route.SetProperty(row => row.Active, true), cancellationToken);
            await ledger.GrantAsync($"welcome:{storeId}", plans.Value.WelcomeCredits, $"Welcome credits of the {PlanCatalogue.Free.Name} plan", cancellationToken);
            // Removing the app ended its plan, so what was read before counts no more.
            await context.Subscriptions.ExecuteUpdateAsync(row => row.SetProperty(it => it.CheckedAt, (DateTimeOffset?)null), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
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

    private async Task KeepStoreAsync(Guid storeId, ShopDomain shop, Shop facts, AccessToken token, CancellationToken cancellationToken)
    {
        var store = await context.Stores.SingleOrDefaultAsync(row => row.Id == storeId, cancellationToken);
        if (store is null)
        {
            store = new Store { Id = storeId, ShopDomain = shop.Value, Name = facts.Name, InstalledAt = time.GetUtcNow() };
            context.Stores.Add(store);
        }

        store.Learn(facts);
        store.Status = StoreStatus.Active;
        store.StatusReason = null;
        store.UninstalledAt = null;
        store.Scopes = string.Join(',', token.Scopes);
        store.SyncState = SyncState.Queued;
        await context.SaveChangesAsync(cancellationToken);
    }
}
