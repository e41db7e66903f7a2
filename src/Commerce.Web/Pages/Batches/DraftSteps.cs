using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>The three steps with the way back.</summary>
public static class DraftSteps
{
    public static IReadOnlyList<Step> Of(IStringLocalizer<Words> text, Guid? draftId) => draftId is { } id
        ? [new Step(text["Products"], $"/batches/new/{id}"), new Step(text["Styles"], $"/batches/new/{id}/styles"), new Step(text["Review"], $"/batches/new/{id}/review")]
        : [new Step(text["Products"]), new Step(text["Styles"]), new Step(text["Review"])];
}
