using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Shops;

/// <summary>Reads a shop's own facts. Needs no scope.</summary>
public sealed class ShopReader(AdminClient admin)
{
    private static readonly AdminDocument Document = AdminDocument.Query("ShopReader");

    /// <summary>Reads the shop; throws <see cref="ShopifyException"/>.</summary>
    public async Task<Shop> ReadAsync(ShopAccess access, CancellationToken ct)
    {
        var shop = (await admin.SendAsync<Data>(access, Document, new { }, ct)).Data.Shop;
        // A token that opens another shop than the one it is stored under must never fill that store's rows.
        if (shop.MyshopifyDomain != access.Shop.Value) throw new ShopifyException(ShopifyErrorKind.Malformed, $"The token of {access.Shop} opened another shop.");
        return new Shop(shop.Id, access.Shop, shop.Name, new Uri(shop.PrimaryDomain.Url), shop.CurrencyCode, shop.IanaTimezone, shop.Plan.PublicDisplayName, shop.Plan.PartnerDevelopment);
    }

    private sealed record Data(ShopNode Shop);

    private sealed record ShopNode(string Id, string Name, string MyshopifyDomain, string CurrencyCode, string IanaTimezone, DomainNode PrimaryDomain, PlanNode Plan);

    private sealed record DomainNode(string Url);

    private sealed record PlanNode(string PublicDisplayName, bool PartnerDevelopment);
}
