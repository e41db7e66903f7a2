using Commerce.Credits;
using Commerce.Styles;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Credits;

/// <summary>What a price is for, in words.</summary>
public static class PriceWords
{
    /// <summary>“A picture”; with the model's name when it is not the built-in one.</summary>
    public static string Of(IStringLocalizer<Words> text, Price price)
    {
        var what = Action(text, price.Action);
        return price.Model == LocalModel.Name ? what : text["{0}, {1}", what, price.Model];
    }

    public static string Action(IStringLocalizer<Words> text, string action) => action switch
    {
        "image" => text["A picture"],
        "video" => text["A video"],
        _ => action,
    };
}
