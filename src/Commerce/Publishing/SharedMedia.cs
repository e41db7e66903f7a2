using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Files that several products show. Order and variant pictures are each product's own; an alt text or a deletion would reach all of them.</summary>
public sealed class SharedMedia(CommerceContext context)
{
    /// <summary>The titles of the other products that show each of the given media, as of the last sync; media shown once are left out.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(Guid productId, IReadOnlyCollection<string> mediaIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from image in context.SourceImages
            where mediaIds.Contains(image.ShopifyId) && image.ProductId != productId && image.RemovedAt == null
            join product in context.Products on new { image.StoreId, Id = image.ProductId } equals new { product.StoreId, product.Id }
            where product.RemovedAt == null
            select new { image.ShopifyId, product.Title }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.ShopifyId).ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(row => row.Title).Distinct().Order(StringComparer.OrdinalIgnoreCase)]);
    }
}
