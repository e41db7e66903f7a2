using System.Xml;

namespace Commerce.Brand.Reading;

/// <summary>The addresses a sitemap lists, and the further sitemaps it names.</summary>
internal sealed record Sitemap(IReadOnlyList<Uri> Pages, IReadOnlyList<Uri> Children)
{
    private const int MaximumEntries = 2_000;

    /// <summary>Reads as much as is well formed; anything else is left out.</summary>
    public static Sitemap Parse(string text)
    {
        var pages = new List<Uri>();
        var children = new List<Uri>();
        try
        {
            Read(text, pages, children);
        }
        catch (XmlException)
        {
            // A broken sitemap is only a weaker hint: what came before the break is kept.
        }

        return new Sitemap(pages, children);
    }

    private static void Read(string text, List<Uri> pages, List<Uri> children)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4_000_000 };
        using var reader = XmlReader.Create(new StringReader(text.TrimStart()), settings);
        var list = pages;
        while (pages.Count + children.Count < MaximumEntries && reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            list = reader.LocalName switch { "url" => pages, "sitemap" => children, _ => list };
            if (reader.LocalName == "loc" && !reader.NamespaceURI.Contains("image", StringComparison.Ordinal)
                && reader.Read() && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA
                && Uri.TryCreate(reader.Value.Trim(), UriKind.Absolute, out var uri) && SiteAddress.IsWeb(uri))
            {
                list.Add(uri);
            }
        }
    }
}
