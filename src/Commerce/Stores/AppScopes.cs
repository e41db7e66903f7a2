namespace Commerce.Stores;

/// <summary>What the app asks a merchant for, and no more. The one list: <c>shopify.app.toml</c> is held equal to it.</summary>
public static class AppScopes
{
    /// <summary>Every scope, as Shopify spells it.</summary>
    public static IReadOnlyList<string> All { get; } = ["read_products", "write_products", "read_files", "write_files"];
}
