namespace Commerce.Shopify.Shops;

/// <summary>What a shop says of itself.</summary>
/// <param name="Id">Global id (<c>gid://shopify/Shop/1</c>).</param>
/// <param name="Domain">Its permanent domain.</param>
/// <param name="Name">Its display name.</param>
/// <param name="PrimaryUrl">Where shoppers find it.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Timezone">IANA time zone name.</param>
/// <param name="Plan">Name of its Shopify plan, as shown to people.</param>
/// <param name="IsDevelopment">A partner's development store, where real charges are not possible.</param>
public sealed record Shop(string Id, ShopDomain Domain, string Name, Uri PrimaryUrl, string Currency, string Timezone, string Plan, bool IsDevelopment);
