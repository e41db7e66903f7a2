using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Commerce.Brand.Reading;

/// <summary>Finds the pages of a site worth reading and tells what kind each is.</summary>
internal static class SiteLinks
{
    private const int MaximumLinks = 2_000;

    private static readonly string[] AboutWords =
    [
        "about", "our-story", "story", "who-we-are", "mission", "philosophy", "values", "heritage", "manifesto", "ueber-uns", "uber-uns",
        "über-uns", "a-propos", "qui-sommes-nous", "notre-histoire", "sobre-nosotros", "quienes-somos", "sobre-nos", "chi-siamo", "over-ons", "o-nas", "om-oss", "om-os",
    ];

    private static readonly string[] ValueWords = ["sustainab", "responsib", "craft", "materials", "process", "how-it-works", "how-its-made", "nachhaltig", "collections", "lookbook"];

    private static readonly string[] SkippedWords =
    [
        "cart", "checkout", "account", "login", "register", "signin", "search", "policy", "policies", "privacy", "terms", "legal", "imprint", "impressum",
        "returns", "refund", "shipping", "delivery", "faq", "contact", "careers", "jobs", "gift-card", "wishlist", "admin", "cookie", "track", "feed", "blogs", "blog", "tagged",
    ];

    private static readonly string[] FileEndings = [".pdf", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".mp4", ".zip", ".xml", ".json", ".js", ".css", ".ics", ".atom", ".oembed"];

    /// <summary>The links of a page in document order, without fragment and query.</summary>
    public static IEnumerable<Uri> In(IHtmlDocument document, Uri page) => document.QuerySelectorAll("a[href]")
        .Take(MaximumLinks)
        .Select(link => Resolve(page, link.GetAttribute("href")!))
        .OfType<Uri>();

    /// <summary>The stylesheets a page names.</summary>
    public static IEnumerable<Uri> Stylesheets(IHtmlDocument document, Uri page) => document.QuerySelectorAll("link[rel~='stylesheet'][href]")
        .Select(link => Resolve(page, link.GetAttribute("href")!, keepQuery: true))
        .OfType<Uri>();

    public static PageKind KindOf(Uri uri)
    {
        var path = uri.AbsolutePath.ToLowerInvariant();
        if (path is "/" or "")
        {
            return PageKind.Home;
        }

        if (path.Contains("/products/", StringComparison.Ordinal) || path.Contains("/product/", StringComparison.Ordinal))
        {
            return PageKind.Product;
        }

        return Mentions(path, AboutWords) ? PageKind.About : PageKind.Other;
    }

    /// <summary>The pages to read after the home page, most telling first: about pages, then products, then what speaks of values and ranges.</summary>
    public static IReadOnlyList<Uri> Choose(IEnumerable<Uri> candidates, int count)
    {
        var pages = candidates
            .Where(IsWorthReading)
            .DistinctBy(Key)
            .GroupBy(KindOf)
            .ToDictionary(group => group.Key, group => group.ToList());
        var about = pages.GetValueOrDefault(PageKind.About, []).OrderBy(uri => uri.AbsolutePath.Length).Take(3).ToList();
        var other = pages.GetValueOrDefault(PageKind.Other, []).Where(uri => Mentions(uri.AbsolutePath.ToLowerInvariant(), ValueWords)).Take(3).ToList();
        var products = Spread(pages.GetValueOrDefault(PageKind.Product, []), Math.Max(0, count - about.Count - other.Count));
        return [.. about.Concat(products).Concat(other).Take(count)];
    }

    private static List<Uri> Spread(List<Uri> all, int count)
    {
        if (all.Count <= count)
        {
            return all;
        }

        // Evenly over the list, so that one range that happens to come first does not speak for the whole shop.
        return [.. Enumerable.Range(0, count).Select(i => all[i * all.Count / count])];
    }

    private static bool IsWorthReading(Uri uri)
    {
        var path = uri.AbsolutePath.ToLowerInvariant();
        return path.Length is > 1 and < 200
            && !FileEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))
            && !path.Split('/', '-', '_').Any(part => SkippedWords.Contains(part))
            && !Mentions(path, ["gift-card", "sign-in"]);
    }

    // A product under /collections/x/products/y is the same page as /products/y.
    private static string Key(Uri uri)
    {
        var path = uri.AbsolutePath.TrimEnd('/').ToLowerInvariant();
        var product = path.LastIndexOf("/products/", StringComparison.Ordinal);
        return product > 0 ? path[product..] : path;
    }

    private static bool Mentions(string path, string[] words) => words.Any(word => path.Contains(word, StringComparison.Ordinal));

    private static Uri? Resolve(Uri page, string href, bool keepQuery = false)
    {
        if (href.Length > 2_000 || !Uri.TryCreate(page, href.Trim(), out var uri) || !SiteAddress.IsWeb(uri) || uri.UserInfo.Length > 0)
        {
            return null;
        }

        return new Uri(uri.GetLeftPart(keepQuery ? UriPartial.Query : UriPartial.Path));
    }
}
