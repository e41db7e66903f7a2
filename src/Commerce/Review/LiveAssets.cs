using Commerce.Data;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Review;

/// <summary>Which assets stand on a listing, or are on their way there.</summary>
public static class LiveAssets
{
    private static readonly PublicationItemState[] Placed = [PublicationItemState.Attached, PublicationItemState.Placed, PublicationItemState.Verified];

    /// <summary>Items that keep their asset's approval. A failed publication counts as far as it got: what it attached is still in the shop.</summary>
    public static IQueryable<PublicationItem> Items(CommerceContext context) =>
        from item in context.PublicationItems
        join publication in context.Publications on new { item.StoreId, Id = item.PublicationId } equals new { publication.StoreId, publication.Id }
        where publication.State != PublicationState.Reverted
            && (publication.State != PublicationState.Failed || Placed.Contains(item.State))
            && item.GoneAt == null && item.State != PublicationItemState.Detached && item.State != PublicationItemState.Failed
        select item;

    /// <summary>The titles of the products that the given assets are live on, by asset.</summary>
    public static async Task<Dictionary<Guid, string>> TitlesAsync(CommerceContext context, IReadOnlyList<Guid> assetIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from item in Items(context)
            where assetIds.Contains(item.AssetId)
            join publication in context.Publications on new { item.StoreId, Id = item.PublicationId } equals new { publication.StoreId, publication.Id }
            join product in context.Products on new { publication.StoreId, Id = publication.ProductId } equals new { product.StoreId, product.Id }
            select new { item.AssetId, product.Title }).ToListAsync(cancellationToken);
        return rows.DistinctBy(row => row.AssetId).ToDictionary(row => row.AssetId, row => row.Title);
    }
}
