using Commerce.Brand.Analysis;

namespace Commerce.Brand;

/// <summary>Turns what an analyser found into the next version, keeping what belongs to the owner.</summary>
internal static class DraftAttributes
{
    private const int LongestReceipt = 500;

    /// <summary>Locked attributes and the owner's own stay as they are; everything else is replaced by what was found.</summary>
    public static IReadOnlyList<AttributeContent> Merge(IReadOnlyList<AttributeContent> previous, BrandDraft draft)
    {
        var kept = previous.Where(attribute => attribute.Locked || attribute.ByOwner).ToList();
        var found = Found(draft).Where(attribute => !kept.Any(attribute.Claims) && !kept.Any(owned => HoldsRoleOf(owned, attribute)));
        return [.. kept.Concat(found).OrderBy(attribute => attribute.Kind).ThenBy(RolePosition)];
    }

    private static IEnumerable<AttributeContent> Found(BrandDraft draft) =>
    [
        .. Claims(AttributeKind.Tone, draft.ToneWords),
        .. Claims(AttributeKind.Audience, draft.Audience),
        .. Claims(AttributeKind.Feature, draft.Features),
        .. Claims(AttributeKind.Style, draft.StyleWords),
        .. draft.Palette.Select(colour => new AttributeContent(
            AttributeKind.Palette, colour.Hex, colour.Role.ToString().ToLowerInvariant(), Share(colour.Share),
            ReceiptUrl: colour.Receipt.Page.AbsoluteUri, ReceiptText: Quote(colour.Receipt))),
        .. Claims(AttributeKind.Do, draft.DoWords),
        .. Claims(AttributeKind.Dont, draft.DontWords),
    ];

    private static IEnumerable<AttributeContent> Claims(AttributeKind kind, IEnumerable<BrandClaim> claims) => claims.Select(claim =>
        new AttributeContent(kind, claim.Text, "", Share(claim.Confidence), ReceiptUrl: claim.Receipts[0].Page.AbsoluteUri, ReceiptText: Quote(claim.Receipts[0])));

    // A site has one background; when the owner's holds that role, the one found has lost it.
    private static bool HoldsRoleOf(AttributeContent owned, AttributeContent found) =>
        owned.Kind == AttributeKind.Palette && found.Kind == AttributeKind.Palette && owned.Role == found.Role && found.Role != "supporting";

    private static int RolePosition(AttributeContent attribute) =>
        attribute.Kind == AttributeKind.Palette ? AttributeNames.Roles.ToList().IndexOf(attribute.Role) : 0;

    private static float Share(double value) => (float)Math.Clamp(value, 0, 1);

    // PostgreSQL's text holds no null character, and a stylesheet from a stranger may.
    internal static string Quote(Receipt receipt)
    {
        var text = receipt.Quote.Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= LongestReceipt ? text : text[..(char.IsHighSurrogate(text[LongestReceipt - 2]) ? LongestReceipt - 2 : LongestReceipt - 1)] + "…";
    }
}
