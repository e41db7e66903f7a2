namespace Commerce.Publishing;

/// <summary>The gallery that a plan was made for. If it is another one when the product's turn comes, the product is left alone.</summary>
/// <param name="Gallery">The media that are not ours.</param>
/// <param name="Shown">Read from the shop for the preview; otherwise what the catalogue knew, which is pictures only.</param>
public sealed record GalleryBasis(GallerySnapshot Gallery, bool Shown)
{
    /// <summary>What has changed in the shop since.</summary>
    public GalleryChanges ChangesTo(GallerySnapshot now, IReadOnlySet<string> ours) => Shown
        ? GalleryChanges.Between(Gallery.Without(ours), now.Without(ours), ours)
        : GalleryChanges.BetweenPictures(Gallery, now, ours);
}
