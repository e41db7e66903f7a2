namespace Commerce.Publishing;

/// <summary>
/// How a revert goes from one gallery to another, recorded before it touches anything. Whoever carries it on compares what it
/// finds with both ends: anything else is somebody's own work, and is left alone.
/// </summary>
/// <param name="From">The gallery when the way back was begun, without our media.</param>
/// <param name="After">The gallery it ends in.</param>
public sealed record WayBack(GallerySnapshot From, GallerySnapshot After)
{
    /// <summary>Plans the way back of a publication.</summary>
    /// <param name="now">The gallery as it is, our media included.</param>
    /// <param name="ours">The publication's files.</param>
    /// <param name="keepChanges">Only ours goes; what the merchant changed since stays as it is.</param>
    public static WayBack Plan(Publication publication, GallerySnapshot now, IReadOnlySet<string> ours, bool keepChanges)
    {
        var (snapshot, theirs) = (publication.Snapshot!, now.Without(ours));
        if (!keepChanges)
        {
            return new WayBack(theirs, snapshot with { At = now.At });
        }

        // A variant that shows our picture gets back what it showed before, if the gallery still has it.
        var (earlier, present) = (snapshot.Variants.ToDictionary(variant => variant.VariantId, variant => variant.MediaId, StringComparer.Ordinal), theirs.Media.Select(item => item.Id).ToHashSet(StringComparer.Ordinal));
        var variants = now.Variants.Select(variant => variant.MediaId is { } id && ours.Contains(id)
            ? variant with { MediaId = earlier.GetValueOrDefault(variant.VariantId) is { } before && present.Contains(before) ? before : null }
            : variant);

        // Where nobody has added, removed or moved anything the order is ours to put back; otherwise it is theirs.
        var left = publication.Left;
        var touched = GalleryChanges.Media(left.Without(ours), theirs).Any(change => change.Kind != ChangeKind.Reworded);
        return new WayBack(theirs, (touched ? theirs : snapshot.Follow(theirs, _ => true)) with { Variants = [.. variants] });
    }

    /// <summary>What somebody else has changed on the way. Each order, alt text and variant must be as at one of the two ends.</summary>
    public GalleryChanges ChangesTo(GallerySnapshot now, IReadOnlySet<string> ours)
    {
        var theirs = now.Without(ours);
        var media = GalleryChanges.Media(From, theirs).ToList();
        if (media.Count > 0 && !GalleryChanges.Media(After, theirs).Any())
        {
            media.Clear();
        }

        var (start, end) = (Shown(From), Shown(After));
        var strange = theirs.Variants.Where(variant => variant.MediaId is not null && start.TryGetValue(variant.VariantId, out var first) && first != variant.MediaId
            && end.TryGetValue(variant.VariantId, out var last) && last != variant.MediaId).Select(variant => variant.Title).ToHashSet(StringComparer.Ordinal);
        return new([.. media, .. GalleryChanges.Variants(After, theirs).Where(change => strange.Contains(change.Variant!))]);
    }

    private static Dictionary<string, string?> Shown(GallerySnapshot gallery) => gallery.Variants.ToDictionary(variant => variant.VariantId, variant => variant.MediaId, StringComparer.Ordinal);
}
