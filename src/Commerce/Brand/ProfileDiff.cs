namespace Commerce.Brand;

/// <summary>The same claim before and after, with another role or lock.</summary>
public sealed record AttributeChange(AttributeContent Before, AttributeContent After);

/// <summary>What one version says that another does not.</summary>
public sealed record ProfileDiff(
    IReadOnlyList<AttributeContent> Added,
    IReadOnlyList<AttributeContent> Removed,
    IReadOnlyList<AttributeChange> Changed)
{
    private const int MostNamed = 4;

    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    /// <summary>Compares claims; how sure the reader was of one is not a difference.</summary>
    public static ProfileDiff Between(IReadOnlyList<AttributeContent> before, IReadOnlyList<AttributeContent> after)
    {
        var kept = after.Select(now => (Before: before.FirstOrDefault(then => then.Claims(now)), After: now)).ToList();
        return new ProfileDiff(
            [.. kept.Where(pair => pair.Before is null).Select(pair => pair.After)],
            [.. before.Where(then => !after.Any(then.Claims))],
            [.. kept.Where(pair => pair.Before is { } then && (then.Role != pair.After.Role || then.Locked != pair.After.Locked))
                .Select(pair => new AttributeChange(pair.Before!, pair.After))]);
    }

    /// <summary>The difference as one sentence for a list of versions.</summary>
    public string InWords()
    {
        var parts = Added.Select(added => $"added {Named(added)}")
            .Concat(Removed.Select(removed => $"removed {Named(removed)}"))
            .Concat(Changed.Select(Words))
            .ToList();
        var named = string.Join(", ", parts.Take(MostNamed));
        var text = parts.Count > MostNamed ? $"{named} and {parts.Count - MostNamed} more" : named;
        return text.Length == 0 ? "No change" : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Words(AttributeChange change)
    {
        if (change.Before.Role != change.After.Role)
        {
            return $"made {Named(change.After)} the {change.After.Role} colour";
        }

        return $"{(change.After.Locked ? "locked" : "unlocked")} {Named(change.After)}";
    }

    private static string Named(AttributeContent attribute) => attribute.Kind == AttributeKind.Palette
        ? $"colour {attribute.Value}"
        : $"{AttributeNames.Of(attribute.Kind)} “{attribute.Value}”";
}
