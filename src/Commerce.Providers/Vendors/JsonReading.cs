using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commerce.Providers.Vendors;

/// <summary>Reads members of vendors' answers that may be absent, null, or of another type than documented.</summary>
internal static class JsonReading
{
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>A member; null when there is none or this is no object.</summary>
    public static JsonNode? At(this JsonNode? node, string name) => node is JsonObject thing && thing.TryGetPropertyValue(name, out var value) ? value : null;

    /// <summary>A text; numbers and booleans as they are written.</summary>
    public static string? Text(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => node.ToJsonString(),
        _ => null,
    };

    /// <summary>A number, also one written as text.</summary>
    public static decimal? Number(this JsonNode? node) =>
        decimal.TryParse(node.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day written as year, month and day; null when it is none.</summary>
    public static DateOnly? Day(this JsonNode? node) =>
        DateOnly.TryParseExact(node.Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The items; none when this is no array.</summary>
    public static IEnumerable<JsonNode?> Items(this JsonNode? node) => node as JsonArray ?? Enumerable.Empty<JsonNode?>();

    /// <summary>JSON inside a text, as some vendors nest it; null when it is none.</summary>
    public static JsonNode? Nested(this JsonNode? node)
    {
        if (node is JsonObject or JsonArray) return node;
        return node.Text() is { Length: > 0 } text ? Parse(Encoding.UTF8.GetBytes(text)) : null;
    }

    /// <summary>JSON; null when it is none, or names a member twice, which parsers read in different ways.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Once);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The https and http addresses among the items, as outputs.</summary>
    public static IReadOnlyList<JobOutput> Addresses(this IEnumerable<JsonNode?> items) =>
        [.. items.Select(Address).OfType<Uri>().Select(address => new JobOutput.Hosted(address))];

    /// <summary>A file in base64, as an output; null when it is none.</summary>
    public static JobOutput.Held? Held(this JsonNode? base64, string mimeType)
    {
        if (base64.Text() is not { Length: > 0 } text) return null;
        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 0 ? new JobOutput.Held(bytes.AsMemory(0, length), mimeType) : null;
    }

    /// <summary>An https or http address; null when it is none.</summary>
    public static Uri? Address(this JsonNode? node) => Uri.TryCreate(node.Text(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
