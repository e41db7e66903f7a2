using Commerce.Batches;
using Commerce.Styles;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>How results and choices are named in buttons and lists.</summary>
public static class Outputs
{
    /// <summary>“101 pictures”, “1 video”, “100 pictures and 4 videos”.</summary>
    public static string Words(IStringLocalizer<Words> text, Figures figures, int images, int videos)
    {
        var (pictures, films) = (figures.Count(images, "1 picture", "{0} pictures"), figures.Count(videos, "1 video", "{0} videos"));
        return videos == 0 ? pictures : images == 0 ? films : text["{0} and {1}", pictures, films].Value;
    }

    public static string Words(IStringLocalizer<Words> text, Figures figures, BatchPlan plan) => Words(text, figures, plan.Rows - plan.Videos, plan.Videos);

    /// <summary>A style's name as the owner reads it; its key when it is no longer offered.</summary>
    public static string Style(IStringLocalizer<Words> text, string key) => StyleCatalogue.Find(key) is { } style ? text[style.Name].Value : key;

    /// <summary>The styles of a recipe in one line.</summary>
    public static string Styles(IStringLocalizer<Words> text, RecipeContent content) =>
        string.Join(", ", content.Styles.Select(wanted => wanted.Style).Distinct().Select(key => Style(text, key)));

    /// <summary>What a recipe makes of each product: “Studio shot 1:1 · Lifestyle 1:1, 16:9, 2 copies each”.</summary>
    public static string Recipe(IStringLocalizer<Words> text, RecipeContent content) =>
        string.Join(" · ", content.Styles.GroupBy(wanted => wanted.Style).Select(styles => Formats(text, styles.Key, [.. styles])));

    /// <summary>Who makes a recipe's styles: “Built-in renderer, AI, chosen for each order”.</summary>
    public static string Makers(IStringLocalizer<Words> text, RecipeContent content) => Makers(text, content, content.Styles.Select(wanted => wanted.Style));

    /// <summary>Who makes these styles of a recipe.</summary>
    public static string Makers(IStringLocalizer<Words> text, RecipeContent content, IEnumerable<string> styles) =>
        string.Join(", ", styles.Select(StyleCatalogue.Find).OfType<Style>().Select(content.ModelOf).Distinct().Select(model => StyleForm.Model(text, model)));

    /// <summary>A format as the owner chose it, “16:9”; its size when the style no longer offers it.</summary>
    public static string Ratio(string style, int width, int height) =>
        StyleCatalogue.Find(style)?.Formats.FirstOrDefault(format => format.Width == width && format.Height == height)?.Ratio ?? $"{width} × {height}";

    private static string Formats(IStringLocalizer<Words> text, string style, IReadOnlyList<RecipeStyle> formats)
    {
        var words = $"{Style(text, style)} {string.Join(", ", formats.Select(format => Ratio(style, format.Width, format.Height)))}";
        return formats[0].Count > 1 ? text["{0}, {1} copies each", words, formats[0].Count].Value : words;
    }

    /// <summary>What a batch is called until its owner says otherwise.</summary>
    public static string Name(IStringLocalizer<Words> text, Figures figures, BatchSummary summary)
    {
        var name = text["{0} for {1}", Styles(text, summary.Content), figures.Count(summary.Products, "1 product", "{0} products")].Value;
        return name.Length <= BatchDraft.LongestName ? name : name[..BatchDraft.LongestName];
    }
}
