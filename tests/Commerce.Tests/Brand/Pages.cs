using AngleSharp.Dom;
using Commerce.Brand.Reading;

namespace Commerce.Tests.Brand;

internal static class Pages
{
    public static ReadPage Page(string url, PageKind kind, string html)
    {
        var document = PageParser.Parse(html);
        var uri = new Uri(url);
        var css = document.QuerySelectorAll("style").Select(style => new CssText(uri, style.TextContent)).ToList();
        return new ReadPage(uri, document.Title ?? "", kind, document, css);
    }
}
