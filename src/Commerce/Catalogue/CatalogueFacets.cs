using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>What a catalogue can be filtered by, most frequent first.</summary>
public sealed record CatalogueFacets(
    IReadOnlyDictionary<ProductStatus, int> Statuses, IReadOnlyList<Facet> Types, IReadOnlyList<Facet> Vendors, IReadOnlyList<Facet> Tags)
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
            await CountAsync(products.SelectMany(product => product.Tags), cancellationToken));
    }

    private static async Task<IReadOnlyList<Facet>> CountAsync(IQueryable<string> values, CancellationToken cancellationToken) =>
        await values.Where(value => value != "").GroupBy(value => value)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Take(Most)
            .Select(group => new Facet(group.Key, group.Count()))
            .ToListAsync(cancellationToken);
}

/// <summary>One value and how many products have it.</summary>
public sealed record Facet(string Value, int Count);
