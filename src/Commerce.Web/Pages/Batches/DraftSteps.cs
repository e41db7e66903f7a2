using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>The three steps with the way back.</summary>
public static class DraftSteps
{
    public static IReadOnlyList<Step> Of(IStringLocalizer<Words> text, Guid? draftId) => draftId is { } id
        ? [new Step(text["Products"], $"/batches/new/{id}"), new Step(text["Styles"], $"/batches/new/{id}/styles"), new Step(text["Review"], $"/batches/new/{id}/review")]
        : [new Step(text["Products"]), new Step(text["Styles"]), new Step(text["Review"])];

    /// <summary>The same steps when a spreadsheet says which products; the later ones open with its draft.</summary>
    public static IReadOnlyList<Step> OfSheet(IStringLocalizer<Words> text, Guid? sheetId, Guid? draftId)
    {
        var first = sheetId is { } sheet ? new Step(text["Upload data"], $"/batches/sheets/{sheet}") : new Step(text["Upload data"]);
        return draftId is { } draft
            ? [first, new Step(text["Select styles"], $"/batches/new/{draft}/styles"), new Step(text["Review and generate"], $"/batches/new/{draft}/review")]
            : [first, new Step(text["Select styles"]), new Step(text["Review and generate"])];
    }
}
