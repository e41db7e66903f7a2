namespace Commerce.Shopify.Admin;

/// <summary>A shop and the token that opens it. Its text form holds no token.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="AccessToken">Sent as <c>X-Shopify-Access-Token</c>.</param>
public sealed record ShopAccess(ShopDomain Shop, string AccessToken)
{
    /// <summary>The shop only.</summary>
    public override string ToString() => $"ShopAccess {{ Shop = {Shop} }}";
}
