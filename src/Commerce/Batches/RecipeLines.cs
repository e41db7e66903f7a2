using Commerce.Data;
using Commerce.Styles;

namespace Commerce.Batches;

/// <summary>One line of a recipe as it serves a row: asked for by the row's own style and ratio, where it has them.</summary>
/// <param name="AskedStyle">The style the row names, or empty.</param>
/// <param name="AskedRatio">The ratio the row names, or empty.</param>
/// <param name="Kind">Picture or video, as tables spell it.</param>
public sealed record RecipeLine(string AskedStyle, string AskedRatio, string Style, string Kind, int Width, int Height, int Copies, string Model);

/// <summary>Says what a recipe makes of a row, whatever the row asks for itself.</summary>
public static class RecipeLines
{
    /// <summary>Ratios a row of a spreadsheet may name.</summary>
    public static IReadOnlyList<string> Ratios { get; } = ["1:1", "16:9", "9:16", "4:3", "3:2"];

    /// <summary>The recipe's lines for rows that name nothing.</summary>
    /// <exception cref="ArgumentException">It names a style there is not.</exception>
    public static IReadOnlyList<RecipeLine> Of(RecipeContent content) => [.. content.Styles.Select(wanted => Line(content, "", "", Known(wanted.Style), wanted.Width, wanted.Height, wanted.Count))];

    /// <summary>The recipe's lines for rows that name a style and its size, “64x64”.</summary>
    public static IReadOnlyList<RecipeLine> BySize(RecipeContent content) => [.. Of(content).Select(line => line with { AskedStyle = line.Style, AskedRatio = $"{line.Width}x{line.Height}" })];

    /// <summary>The lines for every style and ratio a row may name, and for none.</summary>
    public static IReadOnlyList<RecipeLine> WithOverrides(RecipeContent content) =>
    [
        .. Of(content),
        .. Ratios.SelectMany(ratio => InRatio(content, ratio)),
        .. StyleCatalogue.All.SelectMany(style => InStyle(content, style)),
    ];

    /// <summary>The ratios a row may name that styles of the recipe are not made in: such a row gets nothing in that style.</summary>
    public static IReadOnlyList<(string Ratio, Style Style)> Lacking(RecipeContent content) =>
        [.. StylesOf(content).SelectMany(style => Ratios.Where(ratio => style.Format(ratio) is null).Select(ratio => (ratio, style)))];

    // The recipe's styles, each once, in the ratio that was asked for.
    private static IEnumerable<RecipeLine> InRatio(RecipeContent content, string ratio) =>
        from style in StylesOf(content)
        where style.Format(ratio) is not null
        let own = content.Styles.Where(wanted => wanted.Style == style.Key).ToList()
        select Sized(content, "", style, style.Format(ratio)!, own, own.Max(wanted => wanted.Count));

    // The style that was asked for, in the recipe's formats of it or in its first, and in each ratio it has.
    private static IEnumerable<RecipeLine> InStyle(RecipeContent content, Style style)
    {
        var own = content.Styles.Where(wanted => wanted.Style == style.Key).ToList();
        var copies = own.Count > 0 ? own.Max(wanted => wanted.Count) : 1;
        var formats = own.Count > 0 ? own : [new RecipeStyle(style.Key, style.Formats[0].Width, style.Formats[0].Height, copies)];
        return formats.Select(format => Line(content, style.Key, "", style, format.Width, format.Height, format.Count))
            .Concat(style.Formats.Select(format => Sized(content, style.Key, style, format, own, copies)));
    }

    // In a ratio in which the recipe makes the style already, the size is the recipe's.
    private static RecipeLine Sized(RecipeContent content, string askedStyle, Style style, StyleFormat format, List<RecipeStyle> own, int copies)
    {
        var wanted = own.Find(one => (long)one.Width * format.Height == (long)one.Height * format.Width);
        return Line(content, askedStyle, format.Ratio, style, wanted?.Width ?? format.Width, wanted?.Height ?? format.Height, copies);
    }

    private static IEnumerable<Style> StylesOf(RecipeContent content) => content.Styles.Select(wanted => wanted.Style).Distinct().Select(Known);

    private static RecipeLine Line(RecipeContent content, string askedStyle, string askedRatio, Style style, int width, int height, int copies) =>
        new(askedStyle, askedRatio, style.Key, EnumText.Of(style.Kind), width, height, copies, content.ModelOf(style));

    private static Style Known(string key) => StyleCatalogue.Find(key) ?? throw new ArgumentException($"There is no style '{key}'.", nameof(key));
}
