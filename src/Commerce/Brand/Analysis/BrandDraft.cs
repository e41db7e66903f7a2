namespace Commerce.Brand.Analysis;

public enum ReceiptKind
{
    /// <summary>The quote is a part of the page's visible text, letter for letter.</summary>
    Sentence,

    /// <summary>The quote is a declaration from the page's styles or its theme colour.</summary>
    Declaration,
}

/// <summary>Where a claim comes from: the page, and the exact words or declaration found there.</summary>
public sealed record Receipt(Uri Page, string Quote, ReceiptKind Kind);

/// <summary>One thing said about the brand, how sure the reader is (0 to 1), and what it rests on (never empty).</summary>
public sealed record BrandClaim(string Text, double Confidence, IReadOnlyList<Receipt> Receipts);

public enum ColourRole
{
    Background,
    Text,
    Primary,
    Accent,
    Supporting,
}

/// <summary>A colour as #rrggbb, what the site uses it for, its share of all colour use found (0 to 1), and its receipt.</summary>
public sealed record PaletteColour(string Hex, ColourRole Role, double Share, Receipt Receipt);

/// <summary>The language the text is written in (BCP 47, empty when unknown), and how sure that is (0 to 1).</summary>
public sealed record TextLanguage(string Code, double Confidence)
{
    public static TextLanguage Unknown { get; } = new("", 0);
}

/// <summary>What the store is known to sell before its website is read; keeps product names out of the brand's own words.</summary>
public sealed record KnownCatalogue(IReadOnlyList<string> Titles, IReadOnlyList<string> Types)
{
    public static KnownCatalogue Empty { get; } = new([], []);
}

/// <summary>What could be read of a brand. Lists are empty where nothing was found; <see cref="Reasons"/> says why.</summary>
public sealed record BrandDraft(
    string? SiteName,
    TextLanguage Language,
    IReadOnlyList<BrandClaim> ToneWords,
    IReadOnlyList<BrandClaim> Audience,
    IReadOnlyList<BrandClaim> Features,
    IReadOnlyList<BrandClaim> StyleWords,
    IReadOnlyList<BrandClaim> DoWords,
    IReadOnlyList<BrandClaim> DontWords,
    IReadOnlyList<PaletteColour> Palette,
    Receipt? SampleSentence,
    IReadOnlyList<string> Reasons);
