using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Commerce.Brand.Reading;

/// <summary>Parses HTML from strangers: no scripts, nothing loaded, and a bound on size and nesting.</summary>
public static partial class PageParser
{
    private const int MaximumElements = 30_000;
    private const int MaximumDepth = 256;
    private const int MaximumUnclosed = 1_000;

    /// <exception cref="SiteReadException">The page has more elements or a deeper nesting than any real page.</exception>
    public static IHtmlDocument Parse(string html)
    {
        CheckUnclosed(html);
        var elements = 0;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            IsScripting = false,
            OnCreated = (_, _) =>
            {
                if (++elements > MaximumElements)
                {
                    throw TooComplex();
                }
            },
        });
        var document = parser.ParseDocument(html);
        CheckDepth(document);
        return document;
    }

    // Parsing takes time with the square of the nesting, so a page of thousands of unclosed elements is turned away unparsed.
    private static void CheckUnclosed(string html)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in Tag().EnumerateMatches(html))
        {
            var closes = html[tag.Index + 1] == '/';
            var name = html.Substring(tag.Index + (closes ? 2 : 1), tag.Length - (closes ? 2 : 1));
            var count = open.GetValueOrDefault(name) + (closes ? -1 : 1);
            open[name] = Math.Max(0, count);
            if (count > MaximumUnclosed)
            {
                throw TooComplex();
            }
        }
    }

    [GeneratedRegex("</?(?:div|span|section|article|main|aside|b|i|em|strong|font|a|ul|ol|dl|table|blockquote|center|small|big|u|s|code|nobr|form|fieldset|button|svg|g)(?![a-z0-9-])", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    // Later steps walk the tree recursively inside the parser's library; a page nested thousands deep would end the process.
    private static void CheckDepth(IDocument document)
    {
        var depth = 0;
        for (INode? node = document; node is not null;)
        {
            if (node.FirstChild is { } child)
            {
                node = child;
                if (++depth > MaximumDepth)
                {
                    throw TooComplex();
                }

                continue;
            }

            while (node is not null && node.NextSibling is null)
            {
                node = node.Parent;
                depth--;
            }

            node = node?.NextSibling;
        }
    }

    private static SiteReadException TooComplex() => new(SiteReadCode.TooComplex, "The page is nested more deeply, or has more parts, than can be read safely.");
}
