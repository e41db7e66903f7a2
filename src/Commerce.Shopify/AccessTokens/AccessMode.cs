namespace Commerce.Shopify.AccessTokens;

/// <summary>For whom a token is asked.</summary>
public enum AccessMode
{
    /// <summary>The signed-in admin user; ends with their session.</summary>
    Online,

    /// <summary>The shop, for work without a user: expires after 60 minutes and is refreshed.</summary>
    Offline,
}
