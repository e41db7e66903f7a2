using System.Globalization;
using Commerce.Batches;
using Commerce.Routing;
using Commerce.Styles;

namespace Commerce.Web.Pages.Batches;

/// <summary>Reads the styles form. Whatever a stranger sends becomes either a recipe within the limits or a problem in words.</summary>
public static class RecipeForm
{
    public static string CopiesField(Style style) => $"copies-{style.Key}";

    public static string FormatValue(Style style, StyleFormat format) => $"{style.Key}:{format.Width}x{format.Height}";

    /// <param name="offers">Who can make what here; other styles and models are ignored.</param>
    /// <param name="brandVersion">The profile to pin when the brand is on; null when the store has none.</param>
    public static (RecipeContent Content, string? Problem) Read(IFormCollection form, OfferedModels offers, int? brandVersion)
    {
        var styles = StyleForm.Offering(offers).Where(style => form["styles"].Contains(style.Key)).SelectMany(style => Formats(form, style)).ToList();
        var prompt = Clean(form["prompt"].ToString());
        var useBrand = brandVersion is not null && form["useBrand"].Contains("true");
        var problem = prompt.Length > RecipeLimits.Prompt ? "The fine-tuning is longer than {0} characters. Shorten it; nothing was started." : null;
        return (new RecipeContent(styles, prompt, useBrand, useBrand ? brandVersion : null)
        {
            NewVariations = form["again"] == "new",
            LeastFidelity = int.TryParse(form["leastFidelity"], NumberStyles.None, CultureInfo.InvariantCulture, out var least) ? Math.Min(least, 100) : RecipeLimits.UsualFidelity,
            VideoSeconds = RecipeLimits.VideoLength(int.TryParse(form["videoSeconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null),
            ImageModel = Model(form["imageModel"], offers.Images),
            VideoModel = Model(form["videoModel"], offers.Videos),
        }, problem);
    }

    /// <summary>Control characters and marks that turn text around have no place in what is written down; line ends become spaces.</summary>
    public static string Clean(string? text) => new string([.. (text ?? "").ReplaceLineEndings(" ")
        .Where(sign => char.GetUnicodeCategory(sign) is not (UnicodeCategory.Control or UnicodeCategory.Format))]).Trim();

    private static string Model(string? asked, IReadOnlyList<string> known) => known.Contains(asked, StringComparer.Ordinal) ? asked! : LocalModel.Name;

    private static IEnumerable<RecipeStyle> Formats(IFormCollection form, Style style)
    {
        var copies = int.TryParse(form[CopiesField(style)], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, RecipeLimits.Copies) : 1;
        var wanted = style.Formats.Where(format => form["formats"].Contains(FormatValue(style, format))).ToList();
        return (wanted.Count > 0 ? wanted : [style.Formats[0]]).Select(format => new RecipeStyle(style.Key, format.Width, format.Height, copies));
    }
}
