using Commerce.Batches;
using Commerce.Data;
using Commerce.Providers;
using Commerce.Styles;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Catalogue;

/// <summary>One style in one format with its price: what a product page can make with a click.</summary>
public sealed record SingleChoice(Style Style, StyleFormat Format, int Credits)
{
    public string Key => $"{Style.Key}-{Format.Width}x{Format.Height}";

    public string Name => Video ? $"{Style.Name} {Format.Ratio}" : Style.Name;

    public bool Video => Style.Kind == GenerationKind.Video;

    public RecipeContent Recipe(int? brandVersion) =>
        new([new RecipeStyle(Style.Key, Format.Width, Format.Height, 1)], "", brandVersion is not null, brandVersion) { NewVariations = true };

    public static async Task<IReadOnlyList<SingleChoice>> ReadAsync(CommerceContext context, CancellationToken cancellationToken)
    {
        var prices = await context.Prices.AsNoTracking().Where(price => price.Model == LocalModel.Name)
            .ToDictionaryAsync(price => price.Action, price => price.Credits, cancellationToken);
        return [.. from style in StyleCatalogue.All from format in style.Kind is GenerationKind.Video ? style.Formats : style.Formats.Take(1) select new SingleChoice(style, format, prices[EnumText.Of(style.Kind)])];
    }
}
