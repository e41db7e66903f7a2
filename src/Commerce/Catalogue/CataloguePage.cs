using Commerce.Data;
using Commerce.Library;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>One product of the list with what was made for it.</summary>
/// <param name="Pictures">Media in the shop's gallery at the last sync.</param>
/// <param name="Made">Results delivered, whatever became of them.</param>
/// <param name="LastRun">When something was last asked for.</param>
public sealed record CatalogueRow(
    Guid Id, string Title, string Vendor, string Type, ProductStatus Status, int Pictures, string? Thumbnail, int Made, int Approved, int Published, DateTimeOffset? LastRun);

/// <summary>One page of the catalogue by title. Each page is as fast as the first, and none repeats or leaves out a product.</summary>
public sealed record CataloguePage(IReadOnlyList<CatalogueRow> Rows, CatalogueCursor? Next)
{
    public const int Size = 50;

    public static async Task<CataloguePage> ReadAsync(
        CommerceContext context, Guid storeId, CatalogueFilter filter, CatalogueCursor? after, CancellationToken cancellationToken)
    {
        var products = filter.Of(context, storeId);
        if (after is not null)
        {
            products = products.Where(product => EF.Functions.GreaterThan(ValueTuple.Create(product.Title, product.Id), ValueTuple.Create(after.Title, after.Id)));
        }

        var rows = await products.OrderBy(product => product.Title).ThenBy(product => product.Id).Take(Size + 1)
            .Select(product => new CatalogueRow(
                product.Id, product.Title, product.Vendor, product.ProductType, product.Status, product.MediaCount,
                product.SourceImages.Where(image => image.RemovedAt == null && product.Origin == ProductOrigin.Shop).OrderBy(image => image.Position).Select(image => image.Url).FirstOrDefault(),
                0, 0, 0, null))
            .ToListAsync(cancellationToken);
        var more = rows.Count > Size;
        rows = more ? rows[..Size] : rows;
        var ids = rows.ConvertAll(row => row.Id);
        var made = await context.Assets.Where(asset => ids.Contains(asset.ProductId)).GroupBy(asset => asset.ProductId)
            .Select(group => new { group.Key, Made = group.Count(), Approved = group.Count(asset => asset.ReviewState == ReviewState.Approved) })
            .ToDictionaryAsync(group => group.Key, cancellationToken);
        var published = await context.Publications.Where(one => ids.Contains(one.ProductId) && one.State == PublicationState.Published)
            .SelectMany(one => one.Items.Where(item => item.State == PublicationItemState.Verified && item.GoneAt == null), (one, item) => new { one.ProductId, item.AssetId })
            .GroupBy(item => item.ProductId)
            .Select(group => new { group.Key, Count = group.Select(item => item.AssetId).Distinct().Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var runs = await context.Generations.Where(row => ids.Contains(row.ProductId)).GroupBy(row => row.ProductId)
            .Select(group => new { group.Key, At = group.Max(row => row.CreatedAt) })
            .ToDictionaryAsync(group => group.Key, group => group.At, cancellationToken);
        return new CataloguePage(
            [.. rows.Select(row => row with
            {
                Made = made.GetValueOrDefault(row.Id)?.Made ?? 0,
                Approved = made.GetValueOrDefault(row.Id)?.Approved ?? 0,
                Published = published.GetValueOrDefault(row.Id),
                LastRun = runs.TryGetValue(row.Id, out var at) ? at : null,
            })],
            more ? new CatalogueCursor(rows[^1].Title, rows[^1].Id) : null);
    }
}
