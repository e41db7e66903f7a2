using Commerce.Batches.Sheets.Mapping;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Routing.Cutouts;
using Commerce.Styles;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>Reads what a group of rows needs for their providers, once for all of them.</summary>
public sealed class Orders(CommerceContext context, CutoutBook cutouts)
{
    public async Task<OrderBook> ReadAsync(IReadOnlyCollection<Generation> rows, CancellationToken cancellationToken)
    {
        var (batchIds, productIds, sourceIds) = (Distinct(rows, row => row.BatchId), Distinct(rows, row => row.ProductId), Distinct(rows, row => row.SourceImageId));
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var store = await context.Stores.Select(row => new { row.Name, row.Currency, row.Locale }).SingleAsync(cancellationToken);
            var batches = await context.Batches.AsNoTracking()
                .Where(batch => batchIds.Contains(batch.Id))
                .Join(context.Recipes, batch => batch.RecipeId, recipe => recipe.Id, (batch, recipe) => new { Batch = batch, recipe.Content })
                .ToListAsync(cancellationToken);
            var looks = new Dictionary<int, BrandLook>();
            foreach (var version in batches.Where(one => one.Content.UseBrand).Select(one => one.Content.BrandVersion).OfType<int>().Distinct())
            {
                looks[version] = await LookAsync(store.Name, version, cancellationToken);
            }

            return new OrderBook(
                batches.ToDictionary(one => one.Batch.Id, one => one.Batch),
                batches.ToDictionary(one => one.Batch.Id, one => one.Content),
                await context.Products.AsNoTracking().Where(product => productIds.Contains(product.Id))
                    .Select(product => new OrderedProduct(product.Id, product.Title, product.Vendor, product.DescriptionHtml, Product.PriceOf(product.PriceMinor, product.CompareAtMinor, store.Currency), product.RemovedAt != null))
                    .ToDictionaryAsync(product => product.Id, cancellationToken),
                await context.SourceImages.AsNoTracking().Where(image => sourceIds.Contains(image.Id)).ToDictionaryAsync(image => image.Id, cancellationToken),
                await GalleriesAsync(rows, cancellationToken),
                looks,
                new BrandLook(store.Name, [], []))
            {
                Language = SheetLanguage.OfShop(store.Locale),
                CutsElsewhere = rows.Any(row => !ModelName.IsRouted(row.Model)) && await cutouts.AnyoneAsync(cancellationToken),
            };
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    // Only styles that show more than one picture cost the reading of them.
    private async Task<ILookup<Guid, SourceImage>> GalleriesAsync(IReadOnlyCollection<Generation> rows, CancellationToken cancellationToken)
    {
        var shown = Distinct([.. rows.Where(row => StyleCatalogue.Find(row.Style) is { ShowsGallery: true })], row => row.ProductId);
        List<SourceImage> pictures = shown.Count == 0 ? [] : await context.SourceImages.AsNoTracking()
            .Where(image => shown.Contains(image.ProductId) && image.RemovedAt == null).OrderBy(image => image.Position).ThenBy(image => image.Id).ToListAsync(cancellationToken);
        return pictures.ToLookup(image => image.ProductId);
    }

    /// <summary>The brand's palette and style words of one profile version; without a version only the store's name.</summary>
    public async Task<BrandLook> LookAsync(string storeName, int? version, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            return new BrandLook(storeName, [], []);
        }

        var attributes = await context.BrandAttributes.AsNoTracking()
            .Where(row => context.BrandProfiles.Any(profile => profile.Id == row.ProfileId && profile.Version == version))
            .Where(row => row.Kind == AttributeKind.Palette || row.Kind == AttributeKind.Style)
            .OrderBy(row => row.Position)
            .ToListAsync(cancellationToken);
        return new BrandLook(
            storeName,
            [.. attributes.Where(row => row.Kind == AttributeKind.Palette).Select(row => row.Value)],
            [.. attributes.Where(row => row.Kind == AttributeKind.Style).Select(row => row.Value)]);
    }

    private static List<Guid> Distinct(IEnumerable<Generation> rows, Func<Generation, Guid> id) => [.. rows.Select(id).Distinct()];
}
