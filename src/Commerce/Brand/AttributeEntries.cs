using System.Text.RegularExpressions;

namespace Commerce.Brand;

/// <summary>Checks an edited profile and turns it into the attributes of the next version.</summary>
public static partial class AttributeEntries
{
    /// <summary>The longest attribute a person may write, in characters.</summary>
    public const int LongestValue = 120;

    private const int MostOfOneKind = 30;

    /// <summary>Says what is wrong with each line; empty when all can be kept.</summary>
    public static IReadOnlyList<EntryProblem> Check(IReadOnlyList<AttributeEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var problems = new List<EntryProblem>();
        var seen = new Dictionary<AttributeKind, HashSet<string>>();
        for (var index = 0; index < entries.Count; index++)
        {
            var value = Tidy(entries[index]);
            if (value.Length == 0)
            {
                continue;
            }

            var kind = entries[index].Kind;
            seen.TryAdd(kind, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
            var problem = Problem(entries[index], value, isNew: seen[kind].Add(value), seen[kind].Count);
            if (problem is not null)
            {
                problems.Add(new EntryProblem(index, problem));
            }
        }

        return problems;
    }

    /// <summary>The attributes that checked entries mean, given the version they began from.</summary>
    public static IReadOnlyList<AttributeContent> Apply(IReadOnlyList<AttributeEntry> entries, IReadOnlyList<BrandAttribute> from)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var known = from.ToDictionary(row => row.Id);
        return [.. entries
            .Where(entry => Tidy(entry).Length > 0)
            .Select(entry => Content(entry, entry.From is { } id && known.TryGetValue(id, out var row) && row.Kind == entry.Kind ? AttributeContent.Of(row) : null))
            .OrderBy(attribute => attribute.Kind)];
    }

    private static AttributeContent Content(AttributeEntry entry, AttributeContent? before)
    {
        var value = Tidy(entry);
        var role = entry.Kind == AttributeKind.Palette ? entry.Role ?? "" : "";

        // A receipt proves the words it was found with; other words are the owner's, and stand without one.
        if (before is null || before.Value != value)
        {
            return new AttributeContent(entry.Kind, value, role, 1, entry.Locked, ByOwner: true);
        }

        return before with { Locked = entry.Locked, Role = role, ByOwner = before.ByOwner || before.Role != role };
    }

    private static string? Problem(AttributeEntry entry, string value, bool isNew, int count)
    {
        if (!isNew)
        {
            return entry.Kind == AttributeKind.Palette ? $"{value} is in the palette twice." : $"“{value}” is there twice.";
        }

        if (count > MostOfOneKind)
        {
            return $"There are more than {MostOfOneKind} here. Take some away so that each one counts.";
        }

        if (entry.Kind == AttributeKind.Palette)
        {
            return !Hex().IsMatch(value) ? "Write the colour as # and six digits, such as #8f4a2e."
                : !AttributeNames.Roles.Contains(entry.Role) ? "Choose what the colour is for." : null;
        }

        return value.Length > LongestValue ? $"This has {value.Length} characters; at most {LongestValue} fit." : null;
    }

    private static string Tidy(AttributeEntry entry)
    {
        var text = Blank().Replace(entry.Value ?? "", " ").Trim();
        return entry.Kind == AttributeKind.Palette ? text.ToLowerInvariant() : text;
    }

    [GeneratedRegex("^#[0-9a-f]{6}$")]
    private static partial Regex Hex();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cs}]+")]
    private static partial Regex Blank();
}
