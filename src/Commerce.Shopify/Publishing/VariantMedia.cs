using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Publishing;

/// <summary>
/// Which picture of the gallery a variant shows. Needs <c>write_products</c>. Throws <see cref="ShopifyException"/>. A variant that
/// shows a picture takes no other one: detach first. Source: shopify.dev, productVariantAppendMedia.
/// </summary>
public sealed class VariantMedia(AdminClient admin)
{
    /// <summary>Most pairs sent in one call.</summary>
    public const int MostPairs = 100;

    // Appending twice is refused the second time, and so is detaching: after a lost answer the caller reads and decides anew.
    private static readonly AdminDocument Append = AdminDocument.SingleChange("VariantAppendMedia");
    private static readonly AdminDocument Detach = AdminDocument.SingleChange("VariantDetachMedia");

    /// <summary>Gives variants their picture. Each medium must be ready, a picture, and in the product's gallery; each variant must show none.</summary>
    public Task AppendAsync(ShopAccess access, string productId, IReadOnlyList<VariantLink> links, CancellationToken ct) => SendAsync(access, Append, productId, links, ct);

    /// <summary>Takes pictures off variants; they stay in the gallery.</summary>
    public Task DetachAsync(ShopAccess access, string productId, IReadOnlyList<VariantLink> links, CancellationToken ct) => SendAsync(access, Detach, productId, links, ct);

    private async Task SendAsync(ShopAccess access, AdminDocument document, string productId, IReadOnlyList<VariantLink> links, CancellationToken ct)
    {
        foreach (var pairs in links.Chunk(MostPairs))
        {
            var variantMedia = pairs.Select(pair => new { variantId = pair.VariantId, mediaIds = new[] { pair.MediaId } });
            await admin.SendAsync<object>(access, document, new { productId, variantMedia }, ct);
        }
    }
}

/// <summary>A variant and the medium it is to show, or shows.</summary>
public sealed record VariantLink(string VariantId, string MediaId);
