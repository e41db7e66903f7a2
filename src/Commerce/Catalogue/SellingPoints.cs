using AngleSharp.Html.Parser;

namespace Commerce.Catalogue;

/// <summary>Short sentences of a product's own description, for overlays. Nothing is made up: a point is what the shop wrote.</summary>
public static class SellingPoints
{
    private const int Longest = 90;
    private const int Most = 6;

    public static IReadOnlyList<string> From(string descriptionHtml)
    {
        if (string.IsNullOrWhiteSpace(descriptionHtml))
        {
            return [];
        }

        var body = new HtmlParser().ParseDocument(descriptionHtml).Body!;
        var listed = body.QuerySelectorAll("li").Select(item => item.TextContent);
        var sentences = body.TextContent.Split(['.', '!', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        return [.. listed.Concat(sentences)
            .Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(text => text.Length is >= 12 and <= Longest)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(Most)];
    }
}
