using Commerce.Data;
using Commerce.Shopify.Products;

namespace Commerce.Catalogue;

/// <summary>Writes products as the shop tells them, in one transaction.</summary>
public sealed class ProductWriter(CommerceContext context, ToldTable told, CatalogueMerge merge)
{
    /// <param name="products">Complete, as <see cref="ProductReader"/> reads them.</param>
    /// <param name="readAt">When their reading began.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task WriteAsync(IReadOnlyList<ShopProduct> products, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        if (products.Count == 0)
        {
            return;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await told.FillAsync(products, cancellationToken);
        await merge.ApplyAsync(readAt, complete: true, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
