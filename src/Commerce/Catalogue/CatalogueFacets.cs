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

    public static async Task<CatalogueFacets> ReadAsync(CommerceContext context, Guid storeId, CancellationToken cancellationToken)
    {
        var products = new CatalogueFilter().Of(context, storeId);
        return new CatalogueFacets(
            await products.GroupBy(product => product.Status).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            await CountAsync(products.Select(product => product.ProductType), cancellationToken),
            await CountAsync(products.Select(product => product.Vendor), cancellationToken),
            await CountAsync(products.SelectMany(product => product.Tags), cancellationToken),
            await CountCollectionsAsync(context, storeId, cancellationToken));
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

    private static async Task<IReadOnlyList<Facet>> CountAsync(IQueryable<string> values, CancellationToken cancellationToken) =>
        await values.Where(value => value != "").GroupBy(value => value)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Take(Most)
            .Select(group => new Facet(group.Key, group.Count(), group.Key))
            .ToListAsync(cancellationToken);
}

/// <summary>One value, how many products have it, and how it is called on screen.</summary>
public sealed record Facet(string Value, int Count, string Name);
