using Commerce.Data;
using Commerce.Shopify.Products;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>
/// What the shop says has changed, product by product. A notice is only a reason to read the product again: fifty notices of
/// one product in the time of a reading make one reading, and what is read is the whole product, never a notice's part of it.
/// </summary>
public sealed class ProductChanges(
    CommerceContext context, StoreScope scope, ChangesAhead ahead, ShopAccounts accounts, ProductReader reader, ProductWriter writer, TimeProvider time)
{
    /// <summary>Takes note that a product was changed or made; a change older than what is known is dropped.</summary>
    /// <param name="shopifyId">Global id.</param>
    /// <param name="changedAt">By Shopify's clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task NoticeAsync(string shopifyId, DateTimeOffset changedAt, CancellationToken cancellationToken)
    {
        if (await context.Products.AnyAsync(product => product.ShopifyId == shopifyId && (product.UpdatedAt > changedAt || product.RemovedAt > changedAt), cancellationToken))
        {
            return;
        }

        await context.Database.ExecuteSqlAsync(
            $"""
            insert into product_changes as known (store_id, shopify_id, changed_at, noticed_at) values ({scope.StoreId}, {shopifyId}, {changedAt.ToUniversalTime()}, {time.GetUtcNow()})
            on conflict (store_id, shopify_id) do update set changed_at = greatest(known.changed_at, excluded.changed_at), noticed_at = excluded.noticed_at
            """,
            cancellationToken);
        await ahead.AskAsync(scope.StoreId, cancellationToken);
    }

    /// <summary>The product was deleted in the shop. What was made for it stays; a reading that began earlier does not bring it back.</summary>
    public async Task RemoveAsync(string shopifyId, CancellationToken cancellationToken)
    {
        await MarkRemovedAsync([shopifyId], cancellationToken);
        await context.ProductChanges.Where(change => change.ShopifyId == shopifyId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Reads every noted product again, oldest notice first. Without the shop's permission to read they stay noted.</summary>
    /// <returns>How many products were read.</returns>
    public async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var read = 0;
        if (await GrantedScopes.RefusalAsync(context, GrantedScopes.Reading, cancellationToken) is not null)
        {
            return read;
        }

        while (await context.ProductChanges.OrderBy(change => change.NoticedAt).Take(ProductReader.PageSize).Select(change => change.ShopifyId).ToListAsync(cancellationToken) is { Count: > 0 } ids)
        {
            var readAt = time.GetUtcNow();
            await ReadAsync(ids, cancellationToken);
            // A notice that came while the product was read stays, for the reading may have been too early for it.
            await context.ProductChanges.Where(change => ids.Contains(change.ShopifyId) && change.NoticedAt <= readAt).ExecuteDeleteAsync(cancellationToken);
            read += ids.Count;
        }

        return read;
    }

    /// <summary>Reads some products again, at most <see cref="ProductReader.PageSize"/>; those the shop does not know are gone.</summary>
    public async Task ReadAsync(IReadOnlyCollection<string> shopifyIds, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var products = await reader.ReadManyAsync(await accounts.OpenAsync(cancellationToken), shopifyIds, cancellationToken);
        await writer.WriteAsync(products, readAt, cancellationToken);
        await MarkRemovedAsync([.. shopifyIds.Except(products.Select(product => product.Id))], cancellationToken);
    }

    internal Task<int> MarkRemovedAsync(List<string> shopifyIds, CancellationToken cancellationToken) => context.Products
        .Where(product => shopifyIds.Contains(product.ShopifyId) && product.RemovedAt == null)
        .ExecuteUpdateAsync(product => product.SetProperty(row => row.RemovedAt, time.GetUtcNow()), cancellationToken);
}
