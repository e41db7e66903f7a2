using Commerce.Catalogue.Loads;
using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Shopify.Shops;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>
/// Brings store and catalogue to what the shop has now. A shop is read by one bulk operation; only one so small that its
/// products fit into the points a shop always has at hand is read page by page, which is done before Shopify begins an export.
/// </summary>
public sealed class CatalogueSync(
    CommerceContext context, StoreScope scope, ShopAccounts accounts, ShopReader shops, ProductReader reader, ProductWriter writer, CatalogueLoads loads, TimeProvider time)
{
    /// <summary>Products read page by page at most: ten pages of some 200 points, which is what a full bucket of the smallest plan holds.</summary>
    public const int MostPaged = 100;

    /// <summary>Goes as far as it goes without waiting; a sync that waits for Shopify goes on with the next call.</summary>
    /// <returns>When to call again; null when the catalogue is up to date.</returns>
    /// <exception cref="CatalogueLoadException">The store may not read its products for us any more; the words say which permission to give back.</exception>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken cancellationToken)
    {
        if (await GrantedScopes.RefusalAsync(context, GrantedScopes.Reading, cancellationToken) is { } refusal)
        {
            throw new CatalogueLoadException(refusal);
        }

        if (await loads.OpenAsync(cancellationToken) is not { } load)
        {
            var started = time.GetUtcNow();
            await SetAsync(SyncState.Running, 0, cancellationToken);
            var access = await accounts.OpenAsync(cancellationToken);
            await LearnShopAsync(access, cancellationToken);
            if (await reader.CountAsync(access, MostPaged + 1, null, cancellationToken) <= MostPaged)
            {
                var count = await ReadPagesAsync(access, started, cancellationToken);
                await SyncRecord.DoneAsync(context, count, started, time.GetUtcNow(), cancellationToken);
                return null;
            }

            load = await loads.BeginAsync(cancellationToken);
        }

        var later = await loads.AdvanceAsync(load, cancellationToken);
        if (later is not null)
        {
            await SetAsync(SyncState.Running, (int)load.ProductCount, cancellationToken);
        }

        return later;
    }

    private async Task<int> ReadPagesAsync(ShopAccess access, DateTimeOffset started, CancellationToken cancellationToken)
    {
        var count = 0;
        var readAt = started;
        await foreach (var page in reader.PagesAsync(access, ct: cancellationToken))
        {
            await writer.WriteAsync(page.Products, readAt, cancellationToken);
            readAt = time.GetUtcNow();
            count += page.Products.Count;
            await SetAsync(SyncState.Running, count, cancellationToken);
        }

        // Only after every page came through: a sync that broke off must not make products look deleted.
        await context.Products.Where(product => product.SyncedAt < started && product.RemovedAt == null && product.Origin == ProductOrigin.Shop)
            .ExecuteUpdateAsync(product => product.SetProperty(row => row.RemovedAt, time.GetUtcNow()), cancellationToken);
        return count;
    }

    private async Task LearnShopAsync(ShopAccess access, CancellationToken cancellationToken)
    {
        var facts = await shops.ReadAsync(access, cancellationToken);
        var store = await context.Stores.SingleAsync(cancellationToken);
        store.Learn(facts);
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
    }

    private Task SetAsync(SyncState state, int count, CancellationToken cancellationToken) => context.Stores
        .Where(store => store.Id == scope.StoreId)
        .ExecuteUpdateAsync(store => store.SetProperty(row => row.SyncState, state).SetProperty(row => row.SyncCount, count), cancellationToken);
}
