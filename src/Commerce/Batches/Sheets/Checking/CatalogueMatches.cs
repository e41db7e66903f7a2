using Commerce.Catalogue;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>A product of the catalogue with the pictures it can be made from.</summary>
internal sealed record CatalogueMatch(Guid ProductId, IReadOnlyList<(Guid Id, string Url)> Pictures)
{
    /// <summary>The first picture of its gallery; null when the shop has none.</summary>
    public Guid? First => Pictures.Count > 0 ? Pictures[0].Id : null;

    /// <summary>The picture at an address, whatever version the address asks for; null when it is none of the shop's.</summary>
    public Guid? PictureAt(string address)
    {
        var wanted = Place(address);
        foreach (var (id, url) in Pictures)
            if (Place(url) == wanted)
                return id;
        return null;
    }

    private static string Place(string url) => (url.StartsWith("//", StringComparison.Ordinal) ? "https:" + url : url).Split('?')[0];
}

/// <summary>Finds products of the shop by handle or SKU, a part of a sheet at a time.</summary>
internal static class CatalogueMatches
{
    public static async Task<Dictionary<string, CatalogueMatch>> FindAsync(CommerceContext context, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var wanted = names.Where(name => name.Length is > 0 and <= SheetLimits.Name).SelectMany(name => new[] { name, name.ToLowerInvariant() }).Distinct().ToArray();
        var found = new Dictionary<string, CatalogueMatch>(StringComparer.OrdinalIgnoreCase);
        if (wanted.Length == 0)
            return found;
        var present = context.Products.AsNoTracking().Where(product => product.RemovedAt == null && product.Origin == ProductOrigin.Shop);
        var handles = await present.Where(product => wanted.Contains(product.Handle)).Select(product => new { Name = product.Handle, product.Id }).ToListAsync(cancellationToken);
        var skus = await context.Variants.AsNoTracking().Where(variant => wanted.Contains(variant.Sku))
            .Join(present, variant => variant.ProductId, product => product.Id, (variant, product) => new { Name = variant.Sku, product.Id }).ToListAsync(cancellationToken);
        var ids = handles.Concat(skus).Select(match => match.Id).Distinct().ToList();
        var pictures = (await context.SourceImages.AsNoTracking().Where(image => ids.Contains(image.ProductId) && image.RemovedAt == null)
            .OrderBy(image => image.Position).Select(image => new { image.ProductId, image.Id, image.Url }).ToListAsync(cancellationToken)).ToLookup(image => image.ProductId, image => (image.Id, image.Url));
        // A handle goes before a SKU of the same text.
        foreach (var match in handles.Concat(skus))
            found.TryAdd(match.Name, new CatalogueMatch(match.Id, [.. pictures[match.Id]]));
        return found;
    }
}
