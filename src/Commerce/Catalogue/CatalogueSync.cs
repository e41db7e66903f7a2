using Commerce.Data;
using Commerce.Shopify.Products;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>Brings the catalogue to what the shop has now: page by page, each page committed, so a restart repeats little.</summary>
public sealed class CatalogueSync(CommerceContext context, StoreScope scope, ShopAccounts accounts, ProductReader reader, ProductWriter writer, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        await SetAsync(SyncState.Running, 0, cancellationToken);
        var count = 0;
        await foreach (var page in reader.PagesAsync(await accounts.OpenAsync(cancellationToken), ct: cancellationToken))
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

    private Task SetAsync(SyncState state, int count, CancellationToken cancellationToken) => context.Stores
        .Where(store => store.Id == scope.StoreId)
        .ExecuteUpdateAsync(store => store.SetProperty(row => row.SyncState, state).SetProperty(row => row.SyncCount, count), cancellationToken);
}
