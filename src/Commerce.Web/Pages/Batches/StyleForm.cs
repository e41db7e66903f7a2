using System.Globalization;
using Commerce.Batches;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Styles;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>What the styles form shows: on the way to a batch and on a recipe's own page.</summary>
/// <param name="BrandVersion">The profile that would be pinned; null when the store has none.</param>
/// <param name="PreviewPath">Where a style's preview is drawn; null shows none.</param>
public sealed record StyleForm(RecipeContent Content, IReadOnlyList<Style> Offered, int? BrandVersion, string? PreviewPath, OfferedModels Offers)
{
    private static readonly int[] Strictness = [0, 60, RecipeLimits.UsualFidelity, 85];

    private static readonly int[] Lengths = [RecipeLimits.ShortestVideo, 8, 10, 15, 20, RecipeLimits.LongestVideo];

    /// <summary>The styles somebody here can make.</summary>
    public static IReadOnlyList<Style> Offering(OfferedModels offers) => [.. StyleCatalogue.All.Where(style => offers.Makes(style.Kind))];

    public IReadOnlyList<SelectListItem> Models(IStringLocalizer<Words> text, GenerationKind kind) =>
        [.. Offers.Of(kind).Select(name => new SelectListItem(Model(text, name), name, name == Content.ModelOf(kind)))];

    /// <summary>How strict a recipe can be about fidelity; what an imported recipe says is offered too.</summary>
    public IReadOnlyList<SelectListItem> Fidelities(IStringLocalizer<Words> text) =>
        [.. Strictness.Append(Content.LeastFidelity).Distinct().Order().Select(least => new SelectListItem(
            Fidelity(text, least), least.ToString(CultureInfo.InvariantCulture), least == Content.LeastFidelity))];

    /// <summary>How long videos can be; what an imported recipe says is offered too.</summary>
    public IReadOnlyList<SelectListItem> VideoLengths(IStringLocalizer<Words> text) =>
        [new(Length(text, null), "", Content.VideoSeconds is null), .. Lengths.Append(Content.VideoSeconds ?? RecipeLimits.ShortestVideo).Distinct().Order().Select(seconds => new SelectListItem(
            Length(text, seconds), seconds.ToString(CultureInfo.InvariantCulture), seconds == Content.VideoSeconds))];

    /// <summary>A length of videos, as the owner reads it.</summary>
    public static string Length(IStringLocalizer<Words> text, int? seconds) =>
        seconds is { } known ? text["{0} seconds", known].Value : text["as long as the style needs"].Value;

    /// <summary>What a recipe holds back, as the owner reads it.</summary>
    public static string Fidelity(IStringLocalizer<Words> text, int least) =>
        least == 0 ? text["nothing in particular"].Value : text["results below {0} % fidelity", least].Value;

    /// <summary>A model as the owner reads it.</summary>
    public static string Model(IStringLocalizer<Words> text, string name) => name switch
    {
        LocalModel.Name => text["Built-in renderer"].Value,
        ModelName.Any => text["AI, chosen for each order"].Value,
        _ => ModelName.Pinned(name) is { } pinned ? text["{0} by {1}", pinned.Model, Vendor.NameOf(pinned.Vendor)].Value : name,
    };
}
