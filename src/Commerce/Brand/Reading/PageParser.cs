using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Commerce.Brand.Reading;

/// <summary>Parses HTML from strangers: no scripts, nothing loaded, and a bound on size and nesting.</summary>
public static class PageParser
{
    private const int MaximumElements = 60_000;
    private const int MaximumDepth = 256;

    /// <exception cref="SiteReadException">The page has more elements or a deeper nesting than any real page.</exception>
    public static IHtmlDocument Parse(string html)
    {
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
