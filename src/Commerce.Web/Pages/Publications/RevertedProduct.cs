using Commerce.Publishing;
using Commerce.Shopify.Products;

namespace Commerce.Web.Pages.Publications;

/// <summary>One product as the preview of a revert shows it.</summary>
/// <param name="Row">The publication.</param>
/// <param name="Now">Its gallery in the shop; null when the product is gone.</param>
/// <param name="Later">A later publication has to be reverted first.</param>
/// <param name="Changes">What somebody changed in the gallery since; a gallery with changes is not touched unless the owner says so.</param>
public sealed record RevertedProduct(RunRow Row, LiveGallery? Now, bool Later, GalleryChanges? Changes)
{
    private IReadOnlySet<string> Ours => Row.Publication.Items.Where(item => item.FileId is not null).Select(item => item.FileId!).ToHashSet(StringComparer.Ordinal);

    public bool IsOurs(ShopMedia medium) => Ours.Contains(medium.Id);

    public int Removed => Now?.Media.Count(IsOurs) ?? 0;

    /// <summary>Whether the owner has to decide about changes made in the shop.</summary>
    public bool Conflict => Now is not null && !Later && Changes is { Any: true };

    /// <summary>Alt texts of ours that somebody edited; they stay with the files.</summary>
    public int Reworded => Now is null ? 0 : Row.Publication.Items.Count(item => Now.Media.Any(medium => medium.Id == item.FileId && medium.Alt != item.Alt));

    public bool Blocked => Now is null || Later || Changes is not { Any: false };
}
