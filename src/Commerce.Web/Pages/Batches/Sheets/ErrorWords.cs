using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Sheets;

/// <summary>Kinds of errors in a few words.</summary>
public static class ErrorWords
{
    public static string Of(IStringLocalizer<Words> text, string code) => code switch
    {
        "style_unknown" => text["Unknown style"],
        "ratio_unknown" => text["Unknown ratio"],
        "ratio_not_offered" => text["Ratio the style has not"],
        "language_unknown" => text["Unknown language"],
        "count_unreadable" or "count_out_of_range" => text["Count"],
        "image_missing" => text["No picture"],
        "image_address" => text["Picture address"],
        "image_not_found" => text["Picture not found"],
        "image_of_another" => text["Picture of another product"],
        "image_refused" => text["Picture refused"],
        "product_unknown" => text["Unknown product"],
        "product_without_picture" => text["Product without a picture"],
        "report_incomplete" or "copy_unreadable" => text["Incomplete line of a report"],
        "formula" => text["Formula"],
        "too_long" => text["Too long"],
        _ => text["Broken line"],
    };
}
