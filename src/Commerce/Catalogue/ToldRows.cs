using Commerce.Shopify.BulkOperations;
using Commerce.Shopify.Products;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Catalogue;

/// <summary>Rows on their way into the told table, over one running COPY.</summary>
public sealed class ToldRows(NpgsqlBinaryImporter copy, long firstLine, TimeProvider time) : IAsyncDisposable
{
    public const string Product = "product";
    public const string Variant = "variant";
    public const string Image = "image";
    public const string OtherMedium = "medium";
    public const string Collection = "collection";
    public const string Metafield = "metafield";

    private long next = firstLine;

    public async Task AddAsync(BulkLine line, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(next++, NpgsqlDbType.Bigint, cancellationToken);
        await (line switch
        {
            BulkProduct told => WriteAsync(told.Product, cancellationToken),
            BulkVariant told => WriteAsync(told.ProductId, told.Variant, cancellationToken),
            BulkMedia told => WriteAsync(told.ProductId, told.Media, cancellationToken),
            BulkCollection told => WriteAsync(told.ProductId, told.Collection, cancellationToken),
            BulkMetafield told => WriteAsync(told.ProductId, told.Metafield, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(line)),
        });
    }

    /// <summary>Without it nothing of what was added stays.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken) => await copy.CompleteAsync(cancellationToken);

    public ValueTask DisposeAsync() => copy.DisposeAsync();

    private async Task WriteAsync(ShopProduct told, CancellationToken cancellationToken)
    {
        await HeadAsync(Product, told.Id, null, cancellationToken);
        await TextAsync(told.Handle, cancellationToken);
        await TextAsync(told.Title, cancellationToken);
        await TextAsync(told.DescriptionHtml, cancellationToken);
        await TextAsync(told.Vendor, cancellationToken);
        await TextAsync(told.ProductType, cancellationToken);
        await TextAsync(StatusOf(told.Status), cancellationToken);
        await copy.WriteAsync(told.Tags.Select(Clean).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        await copy.WriteAsync(told.UpdatedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellationToken);
        await NullsAsync(8, cancellationToken);
    }

    private async Task WriteAsync(string productId, ShopVariant told, CancellationToken cancellationToken)
    {
        await HeadAsync(Variant, told.Id, productId, cancellationToken);
        await NullsAsync(1, cancellationToken);
        await TextAsync(told.Title, cancellationToken);
        await NullsAsync(6, cancellationToken);
        await TextAsync(told.Sku ?? string.Empty, cancellationToken);
        await copy.WriteAsync((long)Math.Round(told.Price * 100, MidpointRounding.AwayFromZero), NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(told.Position, NpgsqlDbType.Integer, cancellationToken);
        await NullsAsync(5, cancellationToken);
    }

    private async Task WriteAsync(string productId, ShopMedia told, CancellationToken cancellationToken)
    {
        await HeadAsync(told is { Kind: MediaKind.Image, Url: not null } ? Image : OtherMedium, told.Id, productId, cancellationToken);
        await NullsAsync(11, cancellationToken);
        await TextAsync(told.Url, cancellationToken);
        await TextAsync(told.Alt, cancellationToken);
        await NumberAsync(told.Width, cancellationToken);
        await NumberAsync(told.Height, cancellationToken);
        await NullsAsync(1, cancellationToken);
    }

    private async Task WriteAsync(string productId, ShopCollection told, CancellationToken cancellationToken)
    {
        await HeadAsync(Collection, told.Id, productId, cancellationToken);
        await TextAsync(told.Handle, cancellationToken);
        await TextAsync(told.Title, cancellationToken);
        await NullsAsync(14, cancellationToken);
    }

    private async Task WriteAsync(string productId, ShopMetafield told, CancellationToken cancellationToken)
    {
        await HeadAsync(Metafield, told.Key, productId, cancellationToken);
        await NullsAsync(15, cancellationToken);
        await TextAsync(told.Value, cancellationToken);
    }

    private async Task HeadAsync(string kind, string shopifyId, string? parentId, CancellationToken cancellationToken)
    {
        await TextAsync(kind, cancellationToken);
        await copy.WriteAsync(Guid.CreateVersion7(time.GetUtcNow()), NpgsqlDbType.Uuid, cancellationToken);
        await TextAsync(shopifyId, cancellationToken);
        await TextAsync(parentId, cancellationToken);
    }

    private Task TextAsync(string? text, CancellationToken cancellationToken) =>
        text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(Clean(text), NpgsqlDbType.Text, cancellationToken);

    private Task NumberAsync(int? number, CancellationToken cancellationToken) =>
        number is { } value ? copy.WriteAsync(value, NpgsqlDbType.Integer, cancellationToken) : copy.WriteNullAsync(cancellationToken);

    private async Task NullsAsync(int count, CancellationToken cancellationToken)
    {
        for (; count > 0; count--)
        {
            await copy.WriteNullAsync(cancellationToken);
        }
    }

    // A zero character is good JSON and no text of the database's.
    private static string Clean(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", string.Empty, StringComparison.Ordinal) : text;

    private static string StatusOf(Shopify.Products.ProductStatus status) => status switch
    {
        Shopify.Products.ProductStatus.Active => "active",
        Shopify.Products.ProductStatus.Archived => "archived",
        Shopify.Products.ProductStatus.Unlisted => "unlisted",
        _ => "draft",
    };
}
