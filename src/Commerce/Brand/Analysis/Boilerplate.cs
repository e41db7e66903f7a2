using AngleSharp.Dom;

namespace Commerce.Brand.Analysis;

/// <summary>Tells a page's furniture from what the shop says about itself.</summary>
internal static class Boilerplate
{
    private static readonly HashSet<string> Inline =
    [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp",
        "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];

    private static readonly HashSet<string> Invisible =
    [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video", "select", "datalist", "textarea", "head", "title",
    ];

    private static readonly HashSet<string> Furniture = ["nav", "footer", "button", "form", "aside", "label", "address", "dialog"];

    private static readonly HashSet<string> FurnitureNames =
    [
        "cookie", "cookies", "consent", "gdpr", "onetrust", "newsletter", "popup", "modal", "drawer", "breadcrumb", "breadcrumbs", "menu", "megamenu", "nav", "navbar",
        "navigation", "footer", "review", "reviews", "rating", "ratings", "testimonial", "testimonials", "yotpo", "jdgm", "loox", "okendo", "stamped", "trustpilot",
        "bazaarvoice", "feefo", "cart", "minicart", "basket", "search", "login", "signin", "account", "sidebar", "related", "recommend", "recommended", "recommendations",
        "upsell", "crosssell", "pagination", "social", "share", "legal", "announcement", "currency", "language", "disclaimer", "comments", "comment", "qa", "faq",
        "shipping", "delivery", "returns", "seller", "sponsored", "ads", "advert", "toast", "tooltip", "price", "prices", "carousel", "customer", "questions", "warranty",
    ];

    private static readonly HashSet<string> NeverFurniture = ["html", "body", "main", "article", "h1", "h2"];

    public static bool IsInline(string localName) => Inline.Contains(localName);

    public static bool IsInvisible(IElement element) =>
        Invisible.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || IsHiddenByStyle(element.GetAttribute("style"));

    public static bool Is(IElement element)
    {
        if (Furniture.Contains(element.LocalName) || element.GetAttribute("role") is "navigation" or "contentinfo" or "search" or "dialog" or "alert")
        {
            return true;
        }

        return element.GetAttribute("itemprop") is "review" or "reviewBody" or "reviews"
            || (!NeverFurniture.Contains(element.LocalName) && NamesFurniture(element) && element.QuerySelector("main, h1") is null);
    }

    private static bool NamesFurniture(IElement element) =>
        Words($"{element.Id} {element.ClassName}").Any(FurnitureNames.Contains);

    private static string[] Words(string names) =>
        names.Length > 600 ? [] : names.ToLowerInvariant().Split([' ', '-', '_', '\t', '\n', ':', '.'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsHiddenByStyle(string? style)
    {
        if (style is null)
        {
            return false;
        }

        var compact = style.Replace(" ", "", StringComparison.Ordinal);
        return compact.Contains("display:none", StringComparison.OrdinalIgnoreCase) || compact.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }
}
