using Commerce.Publishing;
using Commerce.Shopify.Products;

namespace Commerce.Web.Pages.Publications;

/// <summary>One product as the preview of a revert shows it.</summary>
/// <param name="Row">The publication.</param>
/// <param name="Now">Its gallery in the shop; null when the product is gone.</param>
/// <param name="Later">A later publication has to be reverted first.</param>
public sealed record RevertedProduct(RunRow Row, LiveGallery? Now, bool Later)
{
    private IReadOnlySet<string> Ours => Row.Publication.Items.Where(item => item.FileId is not null).Select(item => item.FileId!).ToHashSet(StringComparer.Ordinal);

    public bool IsOurs(ShopMedia medium) => Ours.Contains(medium.Id);

    public int Removed => Now?.Media.Count(IsOurs) ?? 0;

    /// <summary>What somebody changed in the gallery since; a gallery with changes is not touched.</summary>
    public GalleryChanges? Changes => Now is null || Row.Publication.Snapshot is null
        ? null
        : GalleryChanges.Between(Row.Publication.Snapshot, new GallerySnapshot([.. Now.Media.Where(medium => !IsOurs(medium)).Select(medium => new GalleryItem(medium.Id, medium.Alt))], Row.Publication.Snapshot.At));

    public bool Blocked => Now is null || Later || Changes is not { Any: false };
}
