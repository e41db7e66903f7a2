using Commerce.Batches;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Styles;

namespace Commerce.Workbench.Demo;

/// <summary>Divides what a demo makes: the asked vendor makes what it can, this machine the rest.</summary>
internal sealed class DemoMakers(RouteChoice choice, string? vendor)
{
    /// <summary>The same styles, each list with the model name that its recipe holds.</summary>
    public async Task<IReadOnlyList<(string Model, List<RecipeStyle> Styles)>> DivideAsync(List<RecipeStyle> styles, CancellationToken ct)
    {
        var (bought, local) = (new List<RecipeStyle>(), new List<RecipeStyle>());
        foreach (var style in styles)
        {
            (vendor is not null && await MakesAsync(style, ct) ? bought : local).Add(style);
        }

        (string Model, List<RecipeStyle> Styles)[] parts = [(ModelName.Any, bought), (LocalModel.Name, local)];
        return [.. parts.Where(part => part.Styles.Count > 0)];
    }

    // Asked with the shortest of orders: whether it can be made is a question of style and format.
    private async Task<bool> MakesAsync(RecipeStyle style, CancellationToken ct)
    {
        var order = new GenerationOrder("", style.Style, SourceFile.At(""), "A product", null, [], null, new BrandLook(null, [], []), style.Width, style.Height, 0);
        return (await choice.RankAsync(ModelName.Any, StyleCatalogue.Find(style.Style)!.Kind, order, ct)).Count > 0;
    }
}
