using Commerce.Styles;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>Styles as sheets name them: by key or by the name on the page, however it is written.</summary>
public static class StyleNames
{
    private static readonly Dictionary<string, Style> ByName = StyleCatalogue.All
        .SelectMany(style => new[] { style.Key, style.Name }.Select(name => (Name: Headings.Simplify(name), style)))
        .DistinctBy(pair => pair.Name)
        .ToDictionary(pair => pair.Name, pair => pair.style, StringComparer.Ordinal);

    public static Style? Find(string name) => ByName.GetValueOrDefault(Headings.Simplify(name));

    /// <summary>The name of the style that was perhaps meant; null when none comes near.</summary>
    public static string? NearestTo(string name) => Nearest.Of(name, StyleCatalogue.All.Select(style => style.Name).Concat(StyleCatalogue.All.Select(style => style.Key)));

    /// <summary>Every name, for a sentence.</summary>
    public static string All { get; } = string.Join(", ", StyleCatalogue.All.Select(style => style.Name));
}
