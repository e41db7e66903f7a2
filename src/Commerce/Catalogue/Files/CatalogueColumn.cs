using System.Text;

namespace Commerce.Catalogue.Files;

internal enum CatalogueColumn
{
    Handle,
    Title,
    Description,
    Vendor,
    ProductType,
    Category,
    Tags,
    Published,
    Status,
    Option1Name,
    Option1Value,
    Option2Name,
    Option2Value,
    Option3Name,
    Option3Value,
    Sku,
    Barcode,
    Price,
    CompareAtPrice,
    InventoryQuantity,
    Image,
    ImageList,
    ImagePosition,
    ImageAltText,
    VariantImage,
    SeoTitle,
    SeoDescription,
    Parent,
}

/// <summary>The headings by which each column is known: Shopify's two export formats first, then WooCommerce and common ones.</summary>
internal static class CatalogueColumns
{
    private static readonly Dictionary<string, CatalogueColumn> ByHeading = Headings()
        .SelectMany(known => known.Headings.Split(',').Select(heading => (heading, known.Column)))
        .ToDictionary(pair => pair.heading, pair => pair.Column);

    public static CatalogueColumn? Find(string heading) =>
        ByHeading.TryGetValue(Simplify(heading), out var column) ? column : null;

    private static string Simplify(string heading)
    {
        var words = new StringBuilder();
        foreach (var character in heading)
            words.Append(char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ');
        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<(CatalogueColumn Column, string Headings)> Headings() =>
    [
        (CatalogueColumn.Handle, "handle,url handle,product handle,slug"),
        (CatalogueColumn.Title, "title,name,product name,product title"),
        (CatalogueColumn.Description, "body html,description,body,description html,product description,short description"),
        (CatalogueColumn.Vendor, "vendor,brand,brands,manufacturer"),
        (CatalogueColumn.ProductType, "type,product type,custom product type"),
        (CatalogueColumn.Category, "product category,category,categories,standard product type"),
        (CatalogueColumn.Tags, "tags,tag"),
        (CatalogueColumn.Published, "published,published on online store"),
        (CatalogueColumn.Status, "status"),
        (CatalogueColumn.Option1Name, "option1 name,option 1 name,attribute 1 name"),
        (CatalogueColumn.Option1Value, "option1 value,option 1 value,attribute 1 value s,attribute 1 value"),
        (CatalogueColumn.Option2Name, "option2 name,option 2 name,attribute 2 name"),
        (CatalogueColumn.Option2Value, "option2 value,option 2 value,attribute 2 value s,attribute 2 value"),
        (CatalogueColumn.Option3Name, "option3 name,option 3 name,attribute 3 name"),
        (CatalogueColumn.Option3Value, "option3 value,option 3 value,attribute 3 value s,attribute 3 value"),
        (CatalogueColumn.Sku, "variant sku,sku"),
        (CatalogueColumn.Barcode, "variant barcode,barcode,gtin,ean,gtin upc ean or isbn"),
        (CatalogueColumn.Price, "variant price,price,regular price"),
        (CatalogueColumn.CompareAtPrice, "variant compare at price,compare at price"),
        (CatalogueColumn.InventoryQuantity, "variant inventory qty,inventory quantity,variant inventory quantity,stock,quantity,qty"),
        (CatalogueColumn.Image, "image src,product image url,image url,image,image link,picture"),
        (CatalogueColumn.ImageList, "images,image urls,pictures"),
        (CatalogueColumn.ImagePosition, "image position"),
        (CatalogueColumn.ImageAltText, "image alt text,image alt"),
        (CatalogueColumn.VariantImage, "variant image,variant image url"),
        (CatalogueColumn.SeoTitle, "seo title"),
        (CatalogueColumn.SeoDescription, "seo description"),
        (CatalogueColumn.Parent, "parent"),
    ];
}
