using System.Security.Cryptography;
using System.Text;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Media;
using Commerce.Providers;
using Commerce.Styles;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>
/// Shows a style on the store's own first product: a small picture made on this machine for nothing, kept until the
/// product's picture or the brand changes.
/// </summary>
public sealed class StylePreviews(
    CommerceContext context, StoreScope scope, SourcePictures pictures, Orders orders, ProviderCatalogue providers, IObjectStore store)
{
    private const int LongSide = 512;
    private const int MostPictures = 4;

    // One at a time in this process: previews must never take the cores from the pages.
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>The object's key, made now when it is not there yet; null when the store has no picture to show it on.</summary>
    /// <exception cref="MediaException">The product's picture cannot be used.</exception>
    /// <exception cref="ProviderException">The picture could not be made.</exception>
    /// <exception cref="HttpRequestException">The shop did not hand its picture out.</exception>
    public async Task<string?> KeyAsync(Style style, int? brandVersion, CancellationToken cancellationToken)
    {
        var source = await context.SourceImages.AsNoTracking()
            .Where(image => image.RemovedAt == null)
            .Join(context.Products.Where(product => product.RemovedAt == null && product.Origin == ProductOrigin.Shop), image => image.ProductId, product => product.Id, (image, product) => new { Image = image, Product = product })
            .OrderBy(pair => pair.Product.Title).ThenBy(pair => pair.Product.Id).ThenBy(pair => pair.Image.Position)
            .FirstOrDefaultAsync(cancellationToken);
        if (source is null)
        {
            return null;
        }

        var key = KeyOf(style, source.Product, source.Image, brandVersion);
        if (await store.ExistsAsync(key, cancellationToken))
        {
            return key;
        }

        await Turn.WaitAsync(cancellationToken);
        try
        {
            if (!await store.ExistsAsync(key, cancellationToken))
            {
                await MakeAsync(key, style, source.Product, source.Image, brandVersion, cancellationToken);
            }

            return key;
        }
        finally
        {
            Turn.Release();
        }
    }

    private async Task MakeAsync(string key, Style style, Product product, SourceImage image, int? brandVersion, CancellationToken cancellationToken)
    {
        using var workspace = Workspace.Create();
        var format = style.Formats[0];
        var scale = (double)LongSide / Math.Max(format.Width, format.Height);
        var shop = await context.Stores.Select(row => new { row.Name, row.Currency, row.Locale }).SingleAsync(cancellationToken);
        var order = new GenerationOrder(
            key, style.Key, SourceFile.At(await pictures.CopyAsync(image, workspace, cancellationToken)), product.Title,
            product.Vendor.Length == 0 ? null : product.Vendor, SellingPoints.From(product.DescriptionHtml), null,
            await orders.LookAsync(shop.Name, brandVersion, cancellationToken),
            (int)(format.Width * scale), (int)(format.Height * scale), Seed: 1)
        {
            Price = Product.PriceOf(product.PriceMinor, product.CompareAtMinor, shop.Currency),
            MorePictures = style.ShowsGallery ? await GalleryAsync(product, image, workspace, cancellationToken) : [],
            Language = SheetLanguage.OfShop(shop.Locale),
            Still = style.Kind is GenerationKind.Video,
        };
        var provider = providers.Of(LocalModel.Name, style.Kind);
        var output = await provider.FetchAsync(await provider.SubmitAsync(order, cancellationToken), order, workspace.Folder, cancellationToken);
        await using var content = File.OpenRead(output.Path);
        await store.PutAsync(key, content, output.MimeType, cancellationToken);
    }

    private async Task<List<SourceFile>> GalleryAsync(Product product, SourceImage first, Workspace workspace, CancellationToken cancellationToken)
    {
        var others = await context.SourceImages.AsNoTracking().Where(image => image.ProductId == product.Id && image.RemovedAt == null && image.Id != first.Id)
            .OrderBy(image => image.Position).Take(MostPictures).ToListAsync(cancellationToken);
        var files = new List<SourceFile>();
        foreach (var (image, at) in others.Select((image, at) => (image, at)))
        {
            files.Add(SourceFile.At(await pictures.CopyAsync(image, workspace.Within($"picture-{at}"), cancellationToken)));
        }

        return files;
    }

    private string KeyOf(Style style, Product product, SourceImage image, int? brandVersion)
    {
        var facts = $"{image.Id}|{image.Url}|{brandVersion}|{LongSide}{(style.ShowsPrice ? $"|{product.PriceMinor}|{product.CompareAtMinor}" : "")}";
        return $"stores/{scope.StoreId}/previews/{style.Key}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)))[..24]}.jpg";
    }
}
