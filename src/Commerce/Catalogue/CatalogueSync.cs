using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Shopify.Shops;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>Brings store and catalogue to what the shop has now: page by page, each page committed, so a restart repeats little.</summary>
public sealed class CatalogueSync(
    CommerceContext context, StoreScope scope, ShopAccounts accounts, ShopReader shops, ProductReader reader, ProductWriter writer, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        await SetAsync(SyncState.Running, 0, cancellationToken);
        var access = await accounts.OpenAsync(cancellationToken);
        await LearnShopAsync(access, cancellationToken);
        var count = 0;
        await foreach (var page in reader.PagesAsync(access, ct: cancellationToken))
        {
            await writer.WriteAsync(page.Products, cancellationToken);
            count += page.Products.Count;
            await SetAsync(SyncState.Running, count, cancellationToken);
        }

        // Only after every page came through: a sync that broke off must not make products look deleted.
        await context.Products.Where(product => product.SyncedAt < started && product.RemovedAt == null)
            .ExecuteUpdateAsync(product => product.SetProperty(row => row.RemovedAt, time.GetUtcNow()), cancellationToken);
        await context.Stores.ExecuteUpdateAsync(
            store => store.SetProperty(row => row.SyncState, SyncState.Done).SetProperty(row => row.SyncedAt, time.GetUtcNow())
                .SetProperty(row => row.SyncCount, count).SetProperty(row => row.SyncMessage, (string?)null),
            cancellationToken);
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
