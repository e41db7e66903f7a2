using AngleSharp.Html.Dom;

namespace Commerce.Brand.Reading;

public enum PageKind
{
    Home,
    About,
    Product,
    Other,
}

/// <summary>The text of one stylesheet or style element, and where it was found.</summary>
public sealed record CssText(Uri Source, string Text);

/// <summary>One page as it was fetched. The document was parsed without scripts and without loading anything; the address is where it was finally found.</summary>
public sealed record ReadPage(Uri Url, string Title, PageKind Kind, IHtmlDocument Document, IReadOnlyList<CssText> Css);

/// <summary>Something that went otherwise than hoped while other pages went on.</summary>
public sealed record ReadNote(Uri Url, string Code, string Message);

/// <summary>What one visit to a site brought home. The site is the origin that was read; it differs from the start when the home page redirects to another host.</summary>
public sealed record SiteReading(Uri Site, IReadOnlyList<ReadPage> Pages, IReadOnlyList<ReadNote> Notes);

/// <summary>How far a reading is.</summary>
public sealed record ReadProgress(int PagesRead, int PagesPlanned, Uri Current);
