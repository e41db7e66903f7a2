using System.Buffers;
using System.Globalization;
using Commerce.Brand;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Brand;

/// <summary>One list of attributes on the page; <paramref name="None"/> says why it may be empty.</summary>
public sealed record ClaimGroup(string Title, IReadOnlyList<BrandAttribute> Attributes, string None);

/// <summary>How a claim is spoken of: how sure, and resting on what.</summary>
public static class ClaimWords
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static string Sure(IStringLocalizer<Words> text, BrandAttribute attribute) =>
        attribute.ByOwner ? text["yours"] : $"{Percent(attribute)} %";

    public static string Label(IStringLocalizer<Words> text, BrandAttribute attribute)
    {
        var claim = attribute.Kind == AttributeKind.Palette ? text["{0}, {1} colour", attribute.Value, attribute.Role].Value : attribute.Value;
        var basis = attribute.ByOwner ? text["written by you"].Value
            : attribute.Kind == AttributeKind.Palette ? text["read from your website"].Value
            : text["{0} percent sure", Percent(attribute)].Value;
        return attribute.Locked ? text["{0}, {1}, locked: show where it comes from", claim, basis] : text["{0}, {1}: show where it comes from", claim, basis];
    }

    public static string Basis(IStringLocalizer<Words> text, BrandAttribute attribute)
    {
        if (attribute.ByOwner)
        {
            return attribute.ReceiptText is null ? text["Written in this app. It stays when the website is read again."] : text["Read from your website, its use set in this app."];
        }

        return attribute.Kind == AttributeKind.Palette
            ? text["{0} % of the colour use found on your website. The declaration it was read from:", Percent(attribute)]
            : text["{0} % sure. One of the sentences it rests on:", Percent(attribute)];
    }

    /// <summary>A colour that is safe inside a style; anything but #rrggbb becomes transparent.</summary>
    public static string Colour(string hex) =>
        hex.Length == 7 && hex[0] == '#' && hex.AsSpan(1).IndexOfAnyExcept(HexDigits) < 0 ? hex : "transparent";

    private static string Percent(BrandAttribute attribute) => Math.Round(attribute.Confidence * 100).ToString("0", CultureInfo.CurrentCulture);
}
