using Commerce.Library;
using Commerce.Providers;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;

namespace Commerce.Publishing;

/// <summary>What the steps of one publication work with: the row, the shop's access and product, the items in order with their assets.</summary>
public sealed record PublicationWork(
    Publication Publication, ShopAccess Access, string ProductId, IReadOnlyList<PublicationItem> Items, IReadOnlyDictionary<Guid, Asset> Assets)
{
    public Asset AssetOf(PublicationItem item) => Assets[item.AssetId];

    public FileKind KindOf(PublicationItem item) => AssetOf(item).Kind == GenerationKind.Video ? FileKind.Video : FileKind.Image;

    /// <summary>Every file of this publication that may be in the gallery.</summary>
    public IReadOnlySet<string> Files => Items.Where(item => item.FileId is not null).Select(item => item.FileId!).ToHashSet(StringComparer.Ordinal);

    /// <summary>What variants are to show, of the items that have not failed.</summary>
    public IReadOnlyDictionary<string, string?> Links => Items.Where(item => item.State != PublicationItemState.Failed && item.FileId is not null)
        .SelectMany(item => item.VariantIds.Select(variant => (variant, item.FileId))).ToDictionary(pair => pair.variant, pair => pair.FileId, StringComparer.Ordinal);
}
