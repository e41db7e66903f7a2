namespace Commerce.Stores;

/// <summary>Shopify takes none of our tokens for this shop any more.</summary>
public sealed class ShopAccessLostException(Exception? inner = null)
    : Exception("Shopify does not accept our access to this shop any more. Open the app in the Shopify admin once and it goes on.", inner);
