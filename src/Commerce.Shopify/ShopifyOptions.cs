using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Signatures;

namespace Commerce.Shopify;

/// <summary>Settings of the Shopify app, from the configuration section <c>Shopify</c>.</summary>
public sealed class ShopifyOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Shopify";

    /// <summary>The app's client id (public).</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The app's client secret: signs session tokens and webhooks. Never logged.</summary>
    public string ApiSecret { get; set; } = "";

    /// <summary>The secret before the last rotation, accepted for verification only; null or empty outside a rotation.</summary>
    public string? OldApiSecret { get; set; }

    /// <summary>What signatures of Shopify's are checked against.</summary>
    public SigningSecrets Secrets => new(ApiSecret, OldApiSecret);

    /// <summary>Where access for work without a user comes from.</summary>
    public AccessKind Access { get; set; }

    /// <summary>The private key that signs client assertions, in PEM; needed for <see cref="AccessKind.ApplicationOnly"/> only. Never logged.</summary>
    public string? AssertionKey { get; set; }

    /// <summary>The id under which its public key is registered; null where there is one key.</summary>
    public string? AssertionKeyId { get; set; }

    /// <summary>Admin API version, <c>YYYY-MM</c> of a quarter's first month.</summary>
    public string ApiVersion { get; set; } = "2026-10";

    /// <summary>Base of every call to a shop; <c>{shop}</c> stands for its domain. No trailing slash.</summary>
    public string ShopBaseAddress { get; set; } = "https://{shop}";

    /// <summary>Address of the App Bridge script.</summary>
    public string AppBridgeUrl { get; set; } = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

    /// <summary>Origin of the admin that frames the app.</summary>
    public string AdminOrigin { get; set; } = "https://admin.shopify.com";

    /// <summary>The app's own public origin, without a trailing slash; redirects are built from it, never from the Host header.</summary>
    public string AppUrl { get; set; } = "";

    /// <summary>Where GraphQL requests for a shop go.</summary>
    public Uri GraphEndpoint(ShopDomain shop) => new(BaseOf(shop) + $"/admin/api/{ApiVersion}/graphql.json");

    /// <summary>Where access tokens of a shop are asked for.</summary>
    public Uri TokenEndpoint(ShopDomain shop) => new(BaseOf(shop) + "/admin/oauth/access_token");

    private string BaseOf(ShopDomain shop) => ShopBaseAddress.Replace("{shop}", shop.Value, StringComparison.Ordinal);
}
