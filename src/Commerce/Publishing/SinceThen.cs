namespace Commerce.Publishing;

/// <summary>What somebody has changed in a gallery since we last had our hands on it.</summary>
public static class SinceThen
{
    /// <param name="items">The publication's own.</param>
    /// <param name="now">The gallery as it is, our media included.</param>
    public static GalleryChanges Changes(Publication publication, IReadOnlyCollection<PublicationItem> items, GallerySnapshot now)
    {
        var ours = items.Where(item => item.FileId is not null).Select(item => item.FileId!).ToHashSet(StringComparer.Ordinal);
        if (publication.WayBack is { } way)
        {
            return way.ChangesTo(now, ours);
        }

        return publication.Receipt is { } receipt ? GalleryChanges.Between(receipt, now, ours) : Halfway(publication, items).ChangesTo(now, ours);
    }

    // It broke off between the gallery as it was and as it was to be, and may stand at either end.
    private static WayBack Halfway(Publication publication, IReadOnlyCollection<PublicationItem> items)
    {
        var own = publication.Snapshot!;
        List<GalleryItem?> added = [.. items.Where(item => item.State != PublicationItemState.Failed).Select(_ => (GalleryItem?)null)];
        return new WayBack(own, own with { Media = [.. publication.Placement.Arrange<GalleryItem?>([.. own.Media], added).OfType<GalleryItem>()] });
    }
}
