using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>Whether anything was made for a product.</summary>
public enum Coverage
{
    None,
    Some,
}

/// <summary>Which of a store's products are wanted; everything null means all that are in the shop. Those of spreadsheets come only when asked for.</summary>
/// <param name="Collection">A collection's handle.</param>
/// <param name="Query">Beginnings of words of the title, vendor or type; each must be there.</param>
public sealed record CatalogueFilter(
    string? Query = null, ProductStatus? Status = null, string? Type = null, string? Vendor = null, string? Tag = null, Coverage? Coverage = null,
    string? Collection = null, ProductOrigin Origin = ProductOrigin.Shop)
{
    public bool Any => this != new CatalogueFilter();

    public IQueryable<Product> Of(CommerceContext context, Guid storeId)
    {
        // The store is named although the wall asks for it too: only with an equality does the title index give its order.
        var products = context.Products.AsNoTracking().Where(product => product.StoreId == storeId && product.RemovedAt == null);
        products = Origin == ProductOrigin.Sheet ? products.Where(product => product.Origin == ProductOrigin.Sheet) : products.Where(product => product.Origin == ProductOrigin.Shop);
        if (Words(Query) is { Length: > 0 } words)
        {
            products = products.Where(product => product.Search.Matches(EF.Functions.ToTsQuery("simple", words)));
        }

        products = Status is { } status ? products.Where(product => product.Status == status) : products;
        products = Type is { } type ? products.Where(product => product.ProductType == type) : products;
        products = Vendor is { } vendor ? products.Where(product => product.Vendor == vendor) : products;
        products = Tag is { } tag ? products.Where(product => product.Tags.Contains(tag)) : products;
        if (Collection is { } handle)
        {
            products = products.Where(product => context.ProductCollections.Any(row => row.StoreId == storeId && row.ProductId == product.Id
                && context.Collections.Any(one => one.StoreId == storeId && one.Id == row.CollectionId && one.Handle == handle)));
        }

        return Coverage switch
        {
            Catalogue.Coverage.None => products.Where(product => !context.Assets.Any(asset => asset.StoreId == storeId && asset.ProductId == product.Id)),
            Catalogue.Coverage.Some => products.Where(product => context.Assets.Any(asset => asset.StoreId == storeId && asset.ProductId == product.Id)),
            _ => products,
        };
    }

    // Letters and digits only, so that nothing typed can be an operator of the search language.
    private static string Words(string? query) => string.Join(" & ", string
        .Concat((query ?? "").Select(character => char.IsLetterOrDigit(character) ? character : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word + ":*"));
}
