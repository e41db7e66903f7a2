using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Commerce.Shopify.Products;

/// <summary>
/// A product's global id. The platform names one product in two ways: admin links and Flow send the number, extensions and
/// GraphQL send <c>gid://shopify/Product/{number}</c>.
/// </summary>
public static partial class ProductId
{
    private const string Prefix = "gid://shopify/Product/";

    /// <summary>Reads either form; gives the global id. False for any other text, another kind of thing included.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? globalId)
    {
        var number = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        globalId = number is not null && Number().IsMatch(number) ? Prefix + number : null;
        return globalId is not null;
    }

    // No leading zero: two spellings of one number would be two products to whoever compares texts.
    [GeneratedRegex(@"\A[1-9][0-9]{0,18}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
