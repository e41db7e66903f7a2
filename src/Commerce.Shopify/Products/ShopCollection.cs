namespace Commerce.Shopify.Products;

/// <summary>A collection that shows a product.</summary>
/// <param name="Id">Global id (<c>gid://shopify/Collection/1</c>).</param>
/// <param name="Handle">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
public sealed record ShopCollection(string Id, string Handle, string Title);

/// <summary>A metafield in the namespace Shopify keeps for this app.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value as text.</param>
public sealed record ShopMetafield(string Key, string Value);
