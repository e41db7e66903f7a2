using Commerce.Data;
using Commerce.Publishing;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>
/// Finds what no webhook told: products changed, made and deleted, and published media taken out by hand. Where that would
/// cost more points than a small share of the day's, the whole shop is exported instead, which costs none.
/// </summary>
public sealed class Reconciliation(
    CommerceContext context, ShopAccounts accounts, ProductReader reader, ProductWriter writer, ProductChanges changes, CatalogueSyncs syncs, TimeProvider time)
{
    /// <summary>Products whose ids are swept at most: one point each.</summary>
    public const int MostSwept = 5000;

    private const int MostPublished = 200;

    // Two clocks take part, and Shopify's search is some moments behind its shop.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var store = await context.Stores.AsNoTracking().SingleAsync(cancellationToken);
        if (store.SyncState is SyncState.Queued or SyncState.Running || GrantedScopes.Refusal(store, GrantedScopes.Reading) is not null)
        {
            return;
        }

        var started = time.GetUtcNow();
        var access = await accounts.OpenAsync(cancellationToken);
        if (store.CatalogueAsOf is not { } asOf || await IsTooMuchAsync(access, asOf - Overlap, cancellationToken))
        {
            await syncs.StartAsync(cancellationToken);
            return;
        }

        await changes.ReadAsync(cancellationToken);
        await ReadChangedAsync(access, asOf - Overlap, cancellationToken);
        await SweepAsync(access, started, cancellationToken);
        await ReadPublishedAsync(started, cancellationToken);
        await context.Stores.ExecuteUpdateAsync(row => row.SetProperty(one => one.CatalogueAsOf, started), cancellationToken);
    }

    private async Task<bool> IsTooMuchAsync(ShopAccess access, DateTimeOffset since, CancellationToken cancellationToken) =>
        await reader.CountAsync(access, MostSwept + 1, null, cancellationToken) > MostSwept
        || await reader.CountAsync(access, CatalogueSync.MostPaged + 1, since, cancellationToken) > CatalogueSync.MostPaged;

    private async Task ReadChangedAsync(ShopAccess access, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        await foreach (var page in reader.PagesAsync(access, updatedSince: since, ct: cancellationToken))
        {
            await writer.WriteAsync(page.Products, readAt, cancellationToken);
            readAt = time.GetUtcNow();
        }
    }

    // The shop's whole list of ids: what it lacks was deleted, what we lack was never told. Heard of since, it is left alone.
    private async Task SweepAsync(ShopAccess access, DateTimeOffset started, CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in reader.IdsAsync(access, cancellationToken))
        {
            there.UnionWith(page);
        }

        var known = await context.Products.AsNoTracking().Where(product => product.RemovedAt == null && product.Origin == ProductOrigin.Shop)
            .Select(product => new { product.ShopifyId, product.SyncedAt }).ToListAsync(cancellationToken);
        await changes.MarkRemovedAsync([.. known.Where(product => product.SyncedAt < started && !there.Contains(product.ShopifyId)).Select(product => product.ShopifyId)], cancellationToken);
        foreach (var part in there.Except(known.Select(product => product.ShopifyId)).Chunk(ProductReader.PageSize))
        {
            await changes.ReadAsync(part, cancellationToken);
        }
    }

    // A gallery may change without its product's time of change: those we published to are looked at themselves, longest unseen first.
    private async Task ReadPublishedAsync(DateTimeOffset started, CancellationToken cancellationToken)
    {
        var published = await context.Products.AsNoTracking()
            .Where(product => product.RemovedAt == null && product.SyncedAt < started
                && context.Publications.Any(publication => publication.ProductId == product.Id && publication.State == PublicationState.Published))
            .OrderBy(product => product.SyncedAt)
            .Take(MostPublished)
            .Select(product => product.ShopifyId)
            .ToListAsync(cancellationToken);
        foreach (var part in published.Chunk(ProductReader.PageSize))
        {
            await changes.ReadAsync(part, cancellationToken);
        }
    }
}
