using Commerce.Brand.Reading;

namespace Commerce.Brand.Analysis;

/// <summary>A sentence the shop itself wrote, and how much it says about the brand by where it stands.</summary>
internal sealed record Sentence(string Text, Uri Page, PageKind Kind, double Weight)
{
    /// <summary>The sentence in lower case with plain apostrophes and single spaces at both ends, for matching whole words.</summary>
    public string Padded { get; } = " " + string.Join(' ', Words.Of(Text)) + " ";

    public IReadOnlyList<string> Tokens { get; } = Words.Of(Text);

    public Receipt ToReceipt() => new(Page, Text, ReceiptKind.Sentence);
}
