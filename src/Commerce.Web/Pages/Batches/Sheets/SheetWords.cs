using Commerce.Batches.Sheets;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>How pages call what sheets have: states, fields, whose exports they are.</summary>
public static class SheetWords
{
    public static (Tone Tone, string Words) Of(IStringLocalizer<Words> text, Sheet sheet) => sheet.State switch
    {
        SheetState.Uploaded => (Tone.Neutral, text["Columns to choose"]),
        SheetState.Queued or SheetState.Checking => (Tone.Info, text["Being checked"]),
        SheetState.Failed => (Tone.Critical, text["Not checked"]),
        _ when sheet.BadCount > 0 => (Tone.Warning, text["Checked, with errors"]),
        _ => (Tone.Success, text["Checked"]),
    };

    public static string Field(IStringLocalizer<Words> text, SheetField field) => field switch
    {
        SheetField.Name => text["Product name"],
        SheetField.Description => text["Description"],
        SheetField.Image => text["Base image"],
        SheetField.Product => text["Product handle or SKU"],
        SheetField.Style => text["Style"],
        SheetField.Prompt => text["Prompt"],
        SheetField.Ratio => text["Ratio"],
        SheetField.Count => text["Count"],
        _ => text["Language"],
    };

    public static string Help(IStringLocalizer<Words> text, SheetField field) => field switch
    {
        SheetField.Name => text["Without it the picture's name is taken."],
        SheetField.Description => text["Points for infographics come from it."],
        SheetField.Image => text["A web address, a path inside the ZIP, or a product's handle."],
        SheetField.Product => text["Takes the product and its picture from your catalogue."],
        SheetField.Style => text["Empty cells take the styles you choose in the next step."],
        SheetField.Prompt => text["Words for this row in place of the common fine-tuning."],
        SheetField.Ratio => text["One of {0}.", string.Join(", ", SheetRatio.All)],
        SheetField.Count => text["Results of each style, from 1 to {0}.", Commerce.Batches.RecipeLimits.Copies],
        _ => text["A code such as en, or a name such as German."],
    };

    public static string? Layout(IStringLocalizer<Words> text, SheetLayout layout) => layout switch
    {
        SheetLayout.Shopify => text["Recognised as a product export from Shopify. Lines that only add variants or pictures belong to the product above."].Value,
        SheetLayout.WooCommerce => text["Recognised as a product export from WooCommerce. Lines of variations belong to their product."].Value,
        SheetLayout.Report => text["Recognised as an error report of ours. Only its rows will run; nothing you have already is bought again."].Value,
        _ => null,
    };
}
