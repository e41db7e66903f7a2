using Commerce.Data;
using Commerce.Shopify.Products;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>Writes products as the shop tells them. Media that we published ourselves is not a source: results are never made from results.</summary>
public sealed class ProductWriter(CommerceContext context, StoreScope scope, TimeProvider time)
{
    public async Task WriteAsync(IReadOnlyList<ShopProduct> products, CancellationToken cancellationToken)
    {
        var ids = products.Select(product => product.Id).ToList();
        var known = await context.Products.Include(product => product.Variants).Include(product => product.SourceImages)
            .Where(product => ids.Contains(product.ShopifyId))
            .AsSplitQuery()
            .ToDictionaryAsync(product => product.ShopifyId, cancellationToken);
        var mediaIds = products.SelectMany(product => product.Media).Select(medium => medium.Id).ToList();
        var ours = await context.PublicationItems.Where(item => mediaIds.Contains(item.FileId!)).Select(item => item.FileId!).ToHashSetAsync(cancellationToken);
        foreach (var told in products)
        {
            if (!known.TryGetValue(told.Id, out var product))
            {
                product = new Product { StoreId = scope.StoreId, Id = NewId(), ShopifyId = told.Id, Handle = told.Handle, Title = told.Title };
                context.Products.Add(product);
            }

            Copy(told, product);
            WriteVariants(told, product);
            WriteSources(told, product, ours);
        }

        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
    }

    private void Copy(ShopProduct told, Product product)
    {
        product.Handle = told.Handle;
        product.Title = told.Title;
        product.DescriptionHtml = told.DescriptionHtml;
        product.Vendor = told.Vendor;
        product.ProductType = told.ProductType;
        product.Status = told.Status switch
        {
            Shopify.Products.ProductStatus.Active => ProductStatus.Active,
            Shopify.Products.ProductStatus.Archived => ProductStatus.Archived,
            Shopify.Products.ProductStatus.Unlisted => ProductStatus.Unlisted,
            _ => ProductStatus.Draft,
        };
        product.Tags = [.. told.Tags];
        product.PriceMinor = told.Variants.Count == 0 ? null : told.Variants.Min(variant => Minor(variant.Price));
        product.MediaCount = told.Media.Count;
        product.UpdatedAt = told.UpdatedAt;
        product.SyncedAt = time.GetUtcNow();
        product.RemovedAt = null;
    }

    private void WriteVariants(ShopProduct told, Product product)
    {
        context.Variants.RemoveRange(product.Variants.Where(variant => told.Variants.All(one => one.Id != variant.ShopifyId)));
        foreach (var one in told.Variants)
        {
            var variant = product.Variants.Find(row => row.ShopifyId == one.Id);
            if (variant is null)
            {
                variant = new Variant { StoreId = scope.StoreId, Id = NewId(), ProductId = product.Id, ShopifyId = one.Id, Title = one.Title };
                context.Variants.Add(variant);
            }

            (variant.Title, variant.Sku, variant.PriceMinor, variant.Position) = (one.Title, one.Sku ?? string.Empty, Minor(one.Price), one.Position);
        }
    }

    private void WriteSources(ShopProduct told, Product product, HashSet<string> ours)
    {
        var pictures = told.Media.Where(medium => medium is { Kind: MediaKind.Image, Url: not null } && !ours.Contains(medium.Id)).ToList();
        foreach (var gone in product.SourceImages.Where(image => image.RemovedAt is null && pictures.All(one => one.Id != image.ShopifyId)))
        {
            gone.RemovedAt = time.GetUtcNow();
        }

        foreach (var (one, index) in pictures.Select((one, index) => (one, index)))
        {
            var image = product.SourceImages.Find(row => row.ShopifyId == one.Id);
            if (image is null)
            {
                image = new SourceImage { StoreId = scope.StoreId, Id = NewId(), ProductId = product.Id, ShopifyId = one.Id, Url = one.Url! };
                context.SourceImages.Add(image);
            }

            (image.Url, image.Alt, image.Position, image.Width, image.Height, image.RemovedAt) = (one.Url!, one.Alt, index + 1, one.Width, one.Height, null);
        }
    }

    private static long Minor(decimal price) => (long)Math.Round(price * 100, MidpointRounding.AwayFromZero);

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
