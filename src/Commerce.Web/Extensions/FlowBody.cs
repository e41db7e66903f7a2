using System.Globalization;
using System.Text.Json;
using Commerce.Flow;
using Commerce.Shopify;

namespace Commerce.Web.Extensions;

/// <summary>A signed run of the Flow action.</summary>
/// <param name="Shop">Where the workflow runs.</param>
/// <param name="Order">What it asks for.</param>
internal sealed record FlowBody(ShopDomain Shop, FlowOrder Order)
{
    /// <summary>Reads <c>{shopify_domain, action_run_id, handle, properties: {…}}</c>; null for anything else.</summary>
    public static FlowBody? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && ShopDomain.TryParse(Text(root, "shopify_domain"), out var shop)
                && Text(root, "action_run_id") is { Length: > 0 and <= FlowRun.LongestActionRunId } run && !run.Contains('\0', StringComparison.Ordinal)
                && Text(root, "handle") is null or FlowNames.GenerateMedia
                && root.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
                ? new FlowBody(shop, new FlowOrder(run, Text(properties, FlowNames.Product), Text(properties, FlowNames.Style), CountOf(properties)))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Merchants type the number into a field, so it comes as a number or as text; an empty field means one.
    private static int CountOf(JsonElement properties) => Text(properties, FlowNames.Count) is not { Length: > 0 } text
        ? 1
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var count) && decimal.IsInteger(count) && count is >= 0 and <= int.MaxValue ? (int)count : 0;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
