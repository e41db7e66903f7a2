using Commerce.Data;
using Commerce.Shopify.BulkOperations;
using Commerce.Shopify.Products;

namespace Commerce.Catalogue;

/// <summary>Rows on their way into the told table, over one running COPY.</summary>
public sealed class ToldRows(BinaryCopy copy, long firstLine, TimeProvider time) : IAsyncDisposable
{
    public const string Product = "product";
    public const string Variant = "variant";
    public const string Image = "image";
    public const string OtherMedium = "medium";
    public const string Collection = "collection";
    public const string Metafield = "metafield";

    private const short Fields = 22;

    private long next = firstLine;

    public ValueTask AddAsync(BulkLine line, CancellationToken cancellationToken)
    {
        copy.Row(Fields);
        copy.Write(next++);
        switch (line)
        {
            case BulkProduct told:
                Write(told.Product);
                break;
            case BulkVariant told:
                Write(told.ProductId, told.Variant);
                break;
            case BulkMedia told:
                Write(told.ProductId, told.Media);
                break;
            case BulkCollection told:
                Write(told.ProductId, told.Collection);
                break;
            case BulkMetafield told:
                Write(told.ProductId, told.Metafield);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(line));
        }

        return copy.SendAsync(cancellationToken);
    }

    /// <summary>Without it nothing of what was added stays.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) => copy.CompleteAsync(cancellationToken);

    public ValueTask DisposeAsync() => copy.DisposeAsync();

    private void Write(ShopProduct told)
    {
        Head(Product, told.Id, null);
        copy.Write(told.Handle);
        copy.Write(told.Title);
        copy.Write(told.DescriptionHtml);
        copy.Write(told.Vendor);
        copy.Write(told.ProductType);
        copy.Write(StatusOf(told.Status));
        copy.Write(told.Tags);
        copy.Write(told.UpdatedAt);
        copy.Nulls(9);
    }

    private void Write(string productId, ShopVariant told)
    {
        Head(Variant, told.Id, productId);
        copy.Nulls(1);
        copy.Write(told.Title);
        copy.Nulls(6);
        copy.Write(told.Sku ?? string.Empty);
        copy.Write(Minor(told.Price));
        copy.Write(told.CompareAtPrice is { } before ? Minor(before) : (long?)null);
        copy.Write((int?)told.Position);
        copy.Nulls(5);
    }

    private void Write(string productId, ShopMedia told)
    {
        Head(told is { Kind: MediaKind.Image, Url: not null } ? Image : OtherMedium, told.Id, productId);
        copy.Nulls(12);
        copy.Write(told.Url);
        copy.Write(told.Alt);
        copy.Write(told.Width);
        copy.Write(told.Height);
        copy.Nulls(1);
    }

    private void Write(string productId, ShopCollection told)
    {
        Head(Collection, told.Id, productId);
        copy.Write(told.Handle);
        copy.Write(told.Title);
        copy.Nulls(15);
    }

    private void Write(string productId, ShopMetafield told)
    {
        Head(Metafield, told.Key, productId);
        copy.Nulls(16);
        copy.Write(told.Value);
    }

    private void Head(string kind, string shopifyId, string? parentId)
    {
        copy.Write(kind);
        copy.Write(Guid.CreateVersion7(time.GetUtcNow()));
        copy.Write(shopifyId);
        copy.Write(parentId);
    }

    private static long Minor(decimal price) => (long)Math.Round(price * 100, MidpointRounding.AwayFromZero);

    private static string StatusOf(Shopify.Products.ProductStatus status) => status switch
    {
        Shopify.Products.ProductStatus.Active => "active",
        Shopify.Products.ProductStatus.Archived => "archived",
        Shopify.Products.ProductStatus.Unlisted => "unlisted",
        _ => "draft",
    };
}
