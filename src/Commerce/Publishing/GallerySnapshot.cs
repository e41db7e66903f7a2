namespace Commerce.Publishing;

/// <summary>A product's gallery at one moment: the media in order with their alt texts, and what each variant shows of them.</summary>
public sealed record GallerySnapshot(IReadOnlyList<GalleryItem> Media, DateTimeOffset At)
{
    /// <summary>Every variant with its picture, in the product's order.</summary>
    public IReadOnlyList<VariantPictureItem> Variants { get; init; } = [];

    /// <summary>Same media, same order, same alt texts, and each variant of both shows the same.</summary>
    public bool Matches(GallerySnapshot other) => Media.SequenceEqual(other.Media) && !GalleryChanges.Variants(this, other).Any();

    /// <summary>The same moment with some media thought away, off the variants too.</summary>
    public GallerySnapshot Without(IReadOnlySet<string> ids) => this with
    {
        Media = [.. Media.Where(item => !ids.Contains(item.Id))],
        Variants = [.. Variants.Select(variant => variant.MediaId is { } id && ids.Contains(id) ? variant with { MediaId = null } : variant)],
    };

    /// <summary>
    /// This order brought up to date with a later reading: what has gone is left out, what is new comes last, alt texts are the
    /// later ones. Variants keep what they showed here, except where <paramref name="theirs"/> says that somebody else decides.
    /// </summary>
    public GallerySnapshot Follow(GallerySnapshot now, Func<string, bool> theirs)
    {
        var (left, before) = (now.Media.ToDictionary(item => item.Id, StringComparer.Ordinal), Media.Select(item => item.Id).ToHashSet(StringComparer.Ordinal));
        var shown = Variants.ToDictionary(variant => variant.VariantId, StringComparer.Ordinal);
        return now with
        {
            Media = [.. Media.Where(item => left.ContainsKey(item.Id)).Select(item => left[item.Id]), .. now.Media.Where(item => !before.Contains(item.Id))],
            Variants = [.. now.Variants.Select(variant => theirs(variant.VariantId) || !shown.TryGetValue(variant.VariantId, out var earlier)
                ? variant
                : earlier with { MediaId = earlier.MediaId is { } id && left.ContainsKey(id) ? id : null })],
        };
    }
}

/// <summary>One medium of a gallery by its id in the shop.</summary>
public sealed record GalleryItem(string Id, string Alt);

/// <summary>A variant by its id in the shop, and the medium it shows; null when it has none of its own.</summary>
public sealed record VariantPictureItem(string VariantId, string Title, string? MediaId);
