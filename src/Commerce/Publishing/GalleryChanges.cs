namespace Commerce.Publishing;

/// <summary>What somebody changed in a gallery between two moments.</summary>
public sealed record GalleryChanges(int Added, int Removed, int Reworded, bool Reordered)
{
    public bool Any => Added + Removed + Reworded > 0 || Reordered;

    /// <summary>Compares two galleries, neither of which holds media of ours.</summary>
    public static GalleryChanges Between(GallerySnapshot before, GallerySnapshot now)
    {
        var was = before.Media.ToDictionary(item => item.Id, item => item.Alt, StringComparer.Ordinal);
        var kept = now.Media.Where(item => was.ContainsKey(item.Id)).ToList();
        var keptIds = kept.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return new GalleryChanges(
            now.Media.Count - kept.Count,
            before.Media.Count - kept.Count,
            kept.Count(item => was[item.Id] != item.Alt),
            !before.Media.Where(item => keptIds.Contains(item.Id)).Select(item => item.Id).SequenceEqual(kept.Select(item => item.Id)));
    }

    /// <summary>The changes as a list of words, such as "1 added, the order changed".</summary>
    public override string ToString() => string.Join(", ", Words());

    private IEnumerable<string> Words()
    {
        if (Added > 0)
        {
            yield return $"{Added} added";
        }

        if (Removed > 0)
        {
            yield return $"{Removed} removed";
        }

        if (Reordered)
        {
            yield return "the order changed";
        }

        if (Reworded > 0)
        {
            yield return Reworded == 1 ? "1 alt text edited" : $"{Reworded} alt texts edited";
        }
    }
}
