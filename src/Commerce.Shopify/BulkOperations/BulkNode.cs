using System.Text.Json.Serialization;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.BulkOperations;

/// <summary>A bulk operation as <c>BulkFields.graphql</c> asks for it. Shopify writes its 64-bit numbers as text.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
internal sealed record BulkNode(
    string Id,
    string Status,
    string? ErrorCode,
    long ObjectCount,
    long RootObjectCount,
    long? FileSize,
    string? Url,
    string? PartialDataUrl,
    DateTimeOffset CreatedAt,
    string Query)
{
    public BulkOperation ToOperation() =>
        new(Id, Wire.Read<BulkStatus>(Status), ErrorCode, ObjectCount, RootObjectCount, FileSize, Url, PartialDataUrl, CreatedAt);
}
