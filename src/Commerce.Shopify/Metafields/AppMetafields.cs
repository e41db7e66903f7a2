using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Metafields;

/// <summary>
/// Metafields of a resource in the namespace that only this app can write, <c>$app</c>; a theme app extension reads them
/// under the same name. Throws <see cref="ShopifyException"/>. Source: shopify.dev, metafieldsSet and metafieldsDelete.
/// </summary>
public sealed class AppMetafields(AdminClient admin)
{
    /// <summary>The reserved namespace; Shopify reads it as this app's own.</summary>
    public const string Namespace = "$app";

    /// <summary>Most values per call; all of them are set or none.</summary>
    public const int Most = 25;

    private static readonly AdminDocument Setting = AdminDocument.RepeatableChange("MetafieldsSet");
    private static readonly AdminDocument Deleting = AdminDocument.RepeatableChange("MetafieldsDelete");

    /// <summary>Sets values, whether or not they were there. Doing it twice is doing it once.</summary>
    /// <param name="access">The shop and its token; needs the owner's write scope, such as <c>write_products</c>.</param>
    /// <param name="ownerId">Global id of the product or other resource.</param>
    /// <param name="values">At most 25.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task SetAsync(ShopAccess access, string ownerId, IReadOnlyCollection<Metafield> values, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, Most, nameof(values));
        if (values.Count == 0) return;
        var metafields = values.Select(value => new { ownerId, @namespace = Namespace, key = value.Key, type = value.Type, value = value.Value });
        await admin.SendAsync<Data>(access, Setting, new { metafields }, ct);
    }

    /// <summary>Removes values; ones that are not there are no error.</summary>
    /// <param name="access">The shop and its token; needs the owner's write scope.</param>
    /// <param name="ownerId">Global id of the product or other resource.</param>
    /// <param name="keys">At most 25.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task DeleteAsync(ShopAccess access, string ownerId, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, Most, nameof(keys));
        if (keys.Count == 0) return;
        await admin.SendAsync<Data>(access, Deleting, new { metafields = keys.Select(key => new { ownerId, @namespace = Namespace, key }) }, ct);
    }

    private sealed record Data;
}
