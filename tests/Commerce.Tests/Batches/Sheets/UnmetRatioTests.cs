using Commerce.Batches;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches.Sheets;

/// <summary>A row that names a ratio, under a recipe with a style that is not made in it.</summary>
public sealed class UnmetRatioTests : SheetFixture
{
    [Test]
    public async Task A_ratio_a_style_lacks_is_said_before_the_start_and_no_other_ratio_is_made_in_its_place()
    {
        await AddProductAsync(Store.Id, "Mug");
        await AddProductAsync(Store.Id, "Cup");
        var sheet = await CheckedAsync("Handle,Ratio\nmug,4:3\ncup,\n");
        var recipe = new RecipeContent([new RecipeStyle("studio-shot", 2048, 2048, 1), new RecipeStyle("brand-film", 1080, 1920, 1)], "", false, null);

        var plan = await Work.RunAsync(Store.Id, services => services.GetRequiredService<BatchPlanner>().PlanAsync(new RowSource.Sheet(sheet.Id), recipe, CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(plan.Lines.Select(line => (line.Style, line.Width, line.Height, line.Rows)), Is.EquivalentTo(new[]
            {
                ("studio-shot", 2048, 2048, 1), ("brand-film", 1080, 1920, 1), ("studio-shot", 2304, 1728, 1),
            }));
            Assert.That(plan.Unmet, Is.EqualTo(new[] { new UnmetRatio("Brand film", "4:3", 1) }));
        });
    }
}
