using Commerce.Batches;
using Commerce.Providers;
using Commerce.Styles;

namespace Commerce.Tests.Batches;

/// <summary>What a row of a spreadsheet gets when it names a style or a ratio of its own.</summary>
public sealed class RecipeLinesTests
{
    private static readonly RecipeContent Content = new([new RecipeStyle("studio-shot", 2048, 2048, 2), new RecipeStyle("studio-shot", 2560, 1440, 1), new RecipeStyle("brand-film", 1080, 1920, 1)], "", false, null);

    [Test]
    public void A_row_that_names_nothing_gets_the_recipe() => Assert.That(
        For("", ""), Is.EqualTo(new[] { ("studio-shot", 2048, 2048, 2), ("studio-shot", 2560, 1440, 1), ("brand-film", 1080, 1920, 1) }));

    [Test]
    public void A_ratio_gives_each_style_once_in_it_and_nothing_in_a_style_that_is_not_made_in_it() => Assert.Multiple(() =>
    {
        Assert.That(For("", "4:3"), Is.EqualTo(new[] { ("studio-shot", 2304, 1728, 2) }));
        Assert.That(RecipeLines.Lacking(Content).Select(line => (line.Style.Name, line.Ratio)), Is.EqualTo(new[] { ("Brand film", "4:3"), ("Brand film", "3:2") }), "which is said");
    });

    [Test]
    public void A_ratio_in_which_the_recipe_makes_the_style_already_keeps_the_recipes_size()
    {
        var recipe = Content with { Styles = [new RecipeStyle("studio-shot", 64, 64, 1)] };
        Assert.That(RecipeLines.WithOverrides(recipe).Where(line => line.AskedRatio == "1:1" && line.Style == "studio-shot").Select(line => (line.AskedStyle, line.Width, line.Height)),
            Is.EqualTo(new[] { ("", 64, 64), ("studio-shot", 64, 64) }));
    }

    [Test]
    public void A_style_of_the_recipe_keeps_its_formats() => Assert.That(For("studio-shot", ""), Is.EqualTo(new[] { ("studio-shot", 2048, 2048, 2), ("studio-shot", 2560, 1440, 1) }));

    [Test]
    public void Another_style_comes_in_its_first_format() => Assert.That(For("lifestyle", ""), Is.EqualTo(new[] { ("lifestyle", 2048, 2048, 1) }));

    [Test]
    public void Style_and_ratio_are_taken_as_they_are_named() => Assert.That(For("lifestyle", "9:16"), Is.EqualTo(new[] { ("lifestyle", 1440, 2560, 1) }));

    [Test]
    public void Every_picture_style_is_made_in_all_five_ratios_and_every_size_fits_its_ratio() => Assert.Multiple(() =>
    {
        foreach (var style in StyleCatalogue.All)
        {
            Assert.That(style.Formats.Select(format => format.Ratio), style.Kind is GenerationKind.Image ? Is.EquivalentTo(RecipeLines.Ratios) : Is.SupersetOf(new[] { "1:1", "16:9", "9:16" }), style.Key);
            Assert.That(style.Formats.Select(format => (double)format.Width / format.Height / Share(format.Ratio)), Is.All.EqualTo(1).Within(0.001), style.Key);
        }
    });

    private static double Share(string ratio) => ratio.Split(':') is [var width, var height] ? double.Parse(width, null) / double.Parse(height, null) : 0;

    private static List<(string, int, int, int)> For(string style, string ratio) =>
        [.. RecipeLines.WithOverrides(Content).Where(line => line.AskedStyle == style && line.AskedRatio == ratio).Select(line => (line.Style, line.Width, line.Height, line.Copies))];
}
