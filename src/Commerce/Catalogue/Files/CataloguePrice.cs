using System.Globalization;

namespace Commerce.Catalogue.Files;

/// <summary>
/// Reads prices as people write them: <c>1299.00</c>, <c>1,299.00</c>, <c>1.299,00 €</c>, <c>CHF 1'299.–</c>.
/// With both signs the last one divides the decimals; a single comma before exactly three digits groups thousands;
/// a single dot always divides decimals, as in Shopify's exports.
/// </summary>
internal static class CataloguePrice
{
    public static decimal? Parse(string text)
    {
        var digits = Reduce(text);
        if (digits is null)
            return null;
        var (dot, comma) = (digits.LastIndexOf('.'), digits.LastIndexOf(','));
        var divider = dot > comma ? '.' : ',';
        var last = Math.Max(dot, comma);
        if (last >= 0 && IsGrouping(digits, divider, last, both: dot >= 0 && comma >= 0))
            last = -1;
        var whole = last < 0 ? digits : digits[..last];
        var fraction = last < 0 ? "" : digits[(last + 1)..];
        var plain = whole.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal) + "." + fraction;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? price : null;
    }

    private static bool IsGrouping(string digits, char divider, int last, bool both)
    {
        if (digits.Count(character => character == divider) > 1)
            return true;
        return !both && divider == ',' && last > 0 && digits.Length - last - 1 == 3;
    }

    // Currency signs and codes may stand before or after the number; anything between its digits is not a price.
    private static string? Reduce(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0 || text.AsSpan(0, first).ContainsAny('-', '−'))
            return null;
        if (first > 0 && text[first - 1] is '.' or ',')
            first--;
        var number = text[first..(last + 1)];
        var kept = string.Concat(number.Where(character => !char.IsWhiteSpace(character) && character is not ('\'' or '’')));
        return kept.All(character => char.IsAsciiDigit(character) || character is '.' or ',') ? kept : null;
    }
}
