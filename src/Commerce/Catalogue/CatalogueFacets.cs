using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>What a catalogue can be filtered by, most frequent first.</summary>
public sealed record CatalogueFacets(
    IReadOnlyDictionary<ProductStatus, int> Statuses, IReadOnlyList<Facet> Types, IReadOnlyList<Facet> Vendors, IReadOnlyList<Facet> Tags,
    IReadOnlyList<Facet> Collections)
{
    // More than this nobody scrolls through; the search field finds the rest.
    private const int Most = 200;

    private const string Status = "status";
    private const string Type = "type";
    private const string Vendor = "vendor";
    private const string Tag = "tag";

    public static async Task<CatalogueFacets> ReadAsync(CommerceContext context, Guid storeId, CancellationToken cancellationToken)
    {
        // The whole catalogue is counted for every page, so it is read twice and not once for each kind of value; unnest beside
        // the columns costs half of what it costs as a join.
        var counted = await context.Database.SqlQuery<Counted>(
            $"""
            select case when grouping(status) = 0 then {Status} when grouping(product_type) = 0 then {Type} else {Vendor} end as "Kind",
              coalesce(status, product_type, vendor) as "Value", count(*)::integer as "Count"
            from products where store_id = {storeId} and origin = 'shop' and removed_at is null
            group by grouping sets ((status), (product_type), (vendor))
            union all
            select {Tag}, tag, count(*)::integer from (select unnest(tags) as tag from products where store_id = {storeId} and origin = 'shop' and removed_at is null) as tagged
            group by tag
            """).ToListAsync(cancellationToken);
        var kinds = counted.Where(row => row.Value.Length > 0).ToLookup(row => row.Kind);
        return new CatalogueFacets(
            kinds[Status].ToDictionary(row => Enum.Parse<ProductStatus>(row.Value, ignoreCase: true), row => row.Count),
            Foremost(kinds[Type]), Foremost(kinds[Vendor]), Foremost(kinds[Tag]), await CountCollectionsAsync(context, storeId, cancellationToken));
    }

    // A collection that shows nothing any more filters nothing.
    private static async Task<IReadOnlyList<Facet>> CountCollectionsAsync(CommerceContext context, Guid storeId, CancellationToken cancellationToken)
    {
        var shown = context.ProductCollections.Where(row => row.StoreId == storeId)
            .Join(new CatalogueFilter().Of(context, storeId), row => row.ProductId, product => product.Id, (row, _) => row.CollectionId)
            .GroupBy(collectionId => collectionId)
            .Select(group => new { Id = group.Key, Count = group.Count() });
        return await context.Collections.Where(collection => collection.StoreId == storeId)
            .Join(shown, collection => collection.Id, group => group.Id, (collection, group) => new { collection.Handle, collection.Title, group.Count })
            .OrderByDescending(row => row.Count).ThenBy(row => row.Title)
            .Take(Most)
            .Select(row => new Facet(row.Handle, row.Count, row.Title))
            .ToListAsync(cancellationToken);
    }

    private static List<Facet> Foremost(IEnumerable<Counted> values) =>
        [.. values.OrderByDescending(row => row.Count).ThenBy(row => row.Value, StringComparer.Ordinal).Take(Most).Select(row => new Facet(row.Value, row.Count, row.Value))];

    private sealed record Counted(string Kind, string Value, int Count);
}

/// <summary>One value, how many products have it, and how it is called on screen.</summary>
public sealed record Facet(string Value, int Count, string Name);
