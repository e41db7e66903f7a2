using Commerce.Credits;
using Commerce.Routing;
using Commerce.Styles;
using Commerce.Web.Pages.Batches;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Credits;

/// <summary>What a price is for, in words.</summary>
public static class PriceWords
{
    /// <summary>“A picture”; with the model's name when it is not the built-in one.</summary>
    public static string Of(IStringLocalizer<Words> text, Price price)
    {
        var what = Action(text, price.Action);
        return price.Model == LocalModel.Name ? what : text["{0} with {1}", what, ModelWords(text, price.Model)];
    }

    /// <summary>Who makes it, within a sentence.</summary>
    public static string ModelWords(IStringLocalizer<Words> text, string model) => model == ModelName.Any ? text["AI, whichever provider it is"] : StyleForm.Model(text, model);

    public static string Action(IStringLocalizer<Words> text, string action) => action switch
    {
        "image" => text["A picture"],
        "video" => text["A video"],
        _ => action,
    };
}
