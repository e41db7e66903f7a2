using System.Globalization;
using System.Text.Json;

namespace Commerce.Shopify.Admin;

/// <summary>Reads the three error channels of an answer: top-level errors, <c>userErrors</c> and <c>mediaUserErrors</c>.</summary>
internal static class AdminEnvelope
{
    private static readonly string[] PayloadChannels = ["userErrors", "mediaUserErrors"];

    public static QueryCost? CostOf(JsonElement root)
    {
        if (Child(Child(root, "extensions"), "cost") is not { } cost) return null;
        var bucket = Child(cost, "throttleStatus");
        var throttle = bucket is null ? null : new ThrottleStatus(Number(bucket, "maximumAvailable") ?? 0, Number(bucket, "currentlyAvailable") ?? 0, Number(bucket, "restoreRate") ?? 0);
        return new QueryCost(Number(cost, "requestedQueryCost") ?? 0, Number(cost, "actualQueryCost"), throttle);
    }

    public static IReadOnlyList<ShopifyError> TopLevel(JsonElement root)
    {
        if (!root.TryGetProperty("errors", out var errors)) return [];
        // Authentication failures come as a plain string instead of a list.
        if (errors.ValueKind == JsonValueKind.String) return [new ShopifyError(null, errors.GetString()!, null)];
        if (errors.ValueKind != JsonValueKind.Array) return [new ShopifyError(null, "Shopify answered with errors in an unknown form.", null)];
        return [.. errors.EnumerateArray().Select(error => new ShopifyError(Text(Child(error, "extensions"), "code"), Text(error, "message") ?? "", Path(error, "path")))];
    }

    public static IReadOnlyList<ShopifyError> Payload(JsonElement data) =>
    [
        .. from payload in data.EnumerateObject()
           where payload.Value.ValueKind == JsonValueKind.Object
           from channel in PayloadChannels
           where payload.Value.TryGetProperty(channel, out var list) && list.ValueKind == JsonValueKind.Array
           from error in payload.Value.GetProperty(channel).EnumerateArray()
           select new ShopifyError(Text(error, "code"), Text(error, "message") ?? "", Path(error, "field")),
    ];

    public static TimeSpan? WaitFor(QueryCost? cost)
    {
        if (cost?.Throttle is not { RestoreRate: > 0 } throttle) return null;
        return TimeSpan.FromSeconds(Math.Max(0, (cost.Requested - throttle.Available) / throttle.RestoreRate));
    }

    private static JsonElement? Child(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object ? child : null;

    private static string? Text(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.String ? child.GetString() : null;

    private static double? Number(JsonElement? json, string name) =>
        json is { } parent && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Number ? child.GetDouble() : null;

    private static string? Path(JsonElement json, string name) =>
        json.TryGetProperty(name, out var path) && path.ValueKind == JsonValueKind.Array
            ? string.Join('.', path.EnumerateArray().Select(step => Convert.ToString(step.ToString(), CultureInfo.InvariantCulture)))
            : null;
}
