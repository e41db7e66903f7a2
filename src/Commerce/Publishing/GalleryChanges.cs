namespace Commerce.Publishing;

/// <summary>What somebody changed in a gallery between two moments, medium by medium.</summary>
public sealed record GalleryChanges(IReadOnlyList<GalleryChange> List)
{
    public bool Any => List.Count > 0;

    /// <summary>Compares the media of two galleries except <paramref name="ours"/>, and what the variants of both show.</summary>
    public static GalleryChanges Between(GallerySnapshot before, GallerySnapshot now, IReadOnlySet<string> ours) =>
        new([.. Media(before.Without(ours), now.Without(ours)), .. Variants(before, now)]);

    /// <summary>Compares the pictures only, by what the catalogue knows of a gallery: it holds neither videos nor variants.</summary>
    public static GalleryChanges BetweenPictures(GallerySnapshot before, GallerySnapshot now, IReadOnlySet<string> ours)
    {
        var pictures = now.Without(ours) with { Media = [.. now.Without(ours).Media.Where(item => item.Id.Contains("/MediaImage/", StringComparison.Ordinal))] };
        return new([.. Media(before.Without(ours), pictures)]);
    }

    /// <summary>Compares two galleries medium by medium; the fewest media that explain a new order count as moved.</summary>
    internal static IEnumerable<GalleryChange> Media(GallerySnapshot before, GallerySnapshot now)
    {
        var was = before.Media.Select((item, index) => (item, index)).ToDictionary(pair => pair.item.Id, StringComparer.Ordinal);
        var kept = now.Media.Where(item => was.ContainsKey(item.Id)).ToList();
        var keptIds = kept.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var steady = LongestRise([.. kept.Select(item => was[item.Id].index)]);
        return
        [
            .. now.Media.Select((item, index) => (item, index)).Where(pair => !was.ContainsKey(pair.item.Id)).Select(pair => new GalleryChange(ChangeKind.Added, pair.item.Id, "", Place(pair.index))),
            .. was.Values.Where(pair => !keptIds.Contains(pair.item.Id)).OrderBy(pair => pair.index).Select(pair => new GalleryChange(ChangeKind.Removed, pair.item.Id, Place(pair.index), "")),
            .. kept.Where(item => !steady.Contains(was[item.Id].index)).Select(item => new GalleryChange(ChangeKind.Moved, item.Id, Place(was[item.Id].index), Place(now.Media.ToList().IndexOf(item)))),
            .. kept.Where(item => was[item.Id].item.Alt != item.Alt).Select(item => new GalleryChange(ChangeKind.Reworded, item.Id, was[item.Id].item.Alt, item.Alt)),
        ];
    }

    /// <summary>Compares what the variants show that both galleries have.</summary>
    internal static IEnumerable<GalleryChange> Variants(GallerySnapshot before, GallerySnapshot now)
    {
        var was = before.Variants.ToDictionary(variant => variant.VariantId, variant => variant.MediaId, StringComparer.Ordinal);
        return now.Variants.Where(variant => was.TryGetValue(variant.VariantId, out var media) && media != variant.MediaId)
            .Select(variant => new GalleryChange(ChangeKind.VariantPicture, variant.MediaId ?? was[variant.VariantId]!, was[variant.VariantId] ?? "", variant.MediaId ?? "", variant.Title));
    }

    /// <summary>The changes as a list of words, such as "1 added, 2 moved".</summary>
    public override string ToString() => string.Join(", ", Words());

    private static string Place(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    // What stands in the longest rising run has kept its place among the others; galleries hold at most 250 media.
    private static HashSet<int> LongestRise(IReadOnlyList<int> places)
    {
        var (length, previous) = (new int[places.Count], new int[places.Count]);
        for (var at = 0; at < places.Count; at++)
        {
            (length[at], previous[at]) = (1, -1);
            for (var earlier = 0; earlier < at; earlier++)
            {
                if (places[earlier] < places[at] && length[earlier] + 1 > length[at])
                {
                    (length[at], previous[at]) = (length[earlier] + 1, earlier);
                }
            }
        }

        var rise = new HashSet<int>();
        for (var at = places.Count == 0 ? -1 : Array.IndexOf(length, length.Max()); at >= 0; at = previous[at])
        {
            rise.Add(places[at]);
        }

        return rise;
    }

    private IEnumerable<string> Words()
    {
        (ChangeKind Kind, string One, string Many)[] words =
        [
            (ChangeKind.Added, "1 added", "{0} added"), (ChangeKind.Removed, "1 removed", "{0} removed"), (ChangeKind.Moved, "1 moved", "{0} moved"),
            (ChangeKind.Reworded, "1 alt text edited", "{0} alt texts edited"), (ChangeKind.VariantPicture, "1 variant picture changed", "{0} variant pictures changed"),
        ];
        return from word in words
               let count = List.Count(change => change.Kind == word.Kind)
               where count > 0
               select count == 1 ? word.One : string.Format(System.Globalization.CultureInfo.InvariantCulture, word.Many, count);
    }
}

/// <summary>One change.</summary>
/// <param name="MediaId">The medium; for a variant the one it shows now, or showed.</param>
/// <param name="Before">Its place from 1, its alt text, or the variant's medium, as it was; empty for nothing.</param>
/// <param name="After">The same, as it is now.</param>
/// <param name="Variant">The variant's title, for a change of its picture.</param>
public sealed record GalleryChange(ChangeKind Kind, string MediaId, string Before, string After, string? Variant = null);

[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    Added,
    Removed,
    Moved,
    Reworded,
    VariantPicture,
}
