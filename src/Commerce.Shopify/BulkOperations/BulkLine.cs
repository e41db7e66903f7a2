using System.Text.Json;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.BulkOperations;

/// <summary>One object of a catalogue export. Lines come in any order: children may stand before or far behind their product.</summary>
public abstract record BulkLine
{
    // Names are matched as Shopify writes them: looking without regard to case costs a third of the reading.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNameCaseInsensitive = false };

    private protected BulkLine()
    {
    }

    /// <summary>Reads one line; null when it is broken, or an object no catalogue export asks for.</summary>
    public static BulkLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<BulkLineNode>(line, Json)?.ToLine();
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A product, without the children that have lines of their own.</summary>
public sealed record BulkProduct(ShopProduct Product) : BulkLine;

/// <summary>A variant of a product.</summary>
public sealed record BulkVariant(string ProductId, ShopVariant Variant) : BulkLine;

/// <summary>A medium of a product's gallery; the lines of one product stand in the gallery's order.</summary>
public sealed record BulkMedia(string ProductId, ShopMedia Media) : BulkLine;

/// <summary>A collection that shows a product.</summary>
public sealed record BulkCollection(string ProductId, ShopCollection Collection) : BulkLine;

/// <summary>A metafield of ours on a product.</summary>
public sealed record BulkMetafield(string ProductId, ShopMetafield Metafield) : BulkLine;
