using Commerce.Batches;
using Commerce.Generations;
using Commerce.Providers;
using Commerce.Styles;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>What the styles form shows: on the way to a batch and on a recipe's own page.</summary>
/// <param name="BrandVersion">The profile that would be pinned; null when the store has none.</param>
/// <param name="PreviewPath">Where a style's preview is drawn; null shows none.</param>
public sealed record StyleForm(RecipeContent Content, IReadOnlyList<Style> Offered, int? BrandVersion, string? PreviewPath, ProviderCatalogue Providers)
{
    /// <summary>The styles somebody here can make.</summary>
    public static IReadOnlyList<Style> Offering(ProviderCatalogue providers) => [.. StyleCatalogue.All.Where(style => providers.Makes(style.Kind))];

    public IReadOnlyList<SelectListItem> Models(IStringLocalizer<Words> text, GenerationKind kind) =>
        [.. Providers.Names(kind).Select(name => new SelectListItem(Model(text, name), name, name == Content.ModelOf(kind)))];

    /// <summary>A model as the owner reads it.</summary>
    public static string Model(IStringLocalizer<Words> text, string name) => name == LocalModel.Name ? text["Built-in renderer"].Value : name;
}
