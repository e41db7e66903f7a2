using System.Text.Json;
using Commerce.Shopify.Signatures;
using Commerce.Webhooks;

namespace Commerce.Web.Webhooks;

/// <summary>
/// Holds the unsigned shop of the header against the signed one of the body. The topics that change most (a store that
/// leaves, one that is erased) name their shop in the body and are believed for no other; so an honest delivery cannot be
/// sent again under another shop's name, nor one that names no shop under one of these topics.
/// </summary>
internal static class BodyShop
{
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        [Compliance.DataRequest] = "shop_domain",
        [Compliance.CustomerRedact] = "shop_domain",
        [Compliance.ShopRedact] = "shop_domain",
        ["app/uninstalled"] = "myshopify_domain",
        ["shop/update"] = "myshopify_domain",
    };

    public static bool Agrees(WebhookHeaders headers, ReadOnlyMemory<byte> body)
    {
        if (!Members.TryGetValue(headers.Topic, out var member))
        {
            return true;
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(member, out var named)
            && named.ValueKind == JsonValueKind.String
            && string.Equals(named.GetString(), headers.Shop.Value, StringComparison.OrdinalIgnoreCase);
    }
}
