using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Commerce.Shopify;

/// <summary>
/// A shop's permanent address, such as <c>garden-tools.myshopify.com</c>: the only shop name the platform never changes.
/// </summary>
/// <remarks>
/// Accepts lower case only, one label before <c>.myshopify.com</c>, no port, path, user name or trailing dot. Anything else
/// is refused rather than repaired, so two spellings can never name one tenant.
/// </remarks>
public sealed partial record ShopDomain : IParsable<ShopDomain>
{
    private ShopDomain(string value) => Value = value;

    /// <summary>The domain itself, lower case, without scheme.</summary>
    public string Value { get; }

    /// <summary>The part before <c>.myshopify.com</c>, as the admin's addresses use it (<c>/store/{handle}</c>).</summary>
    public string Handle => Value[..Value.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The shop's origin, <c>https://{domain}</c>, without a trailing slash.</summary>
    public string Origin => "https://" + Value;

    /// <summary>Reads a domain; false for anything but the exact pattern.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ShopDomain? domain)
    {
        domain = text is not null && Pattern().IsMatch(text) ? new ShopDomain(text) : null;
        return domain is not null;
    }

    /// <summary>Reads a domain or throws <see cref="FormatException"/> without repeating the text.</summary>
    public static ShopDomain Parse(string text) =>
        TryParse(text, out var domain) ? domain : throw new FormatException("Not a myshopify.com domain.");

    static bool IParsable<ShopDomain>.TryParse(string? text, IFormatProvider? provider, [MaybeNullWhen(false)] out ShopDomain domain) =>
        TryParse(text, out domain);

    static ShopDomain IParsable<ShopDomain>.Parse(string text, IFormatProvider? provider) => Parse(text);

    /// <summary>The domain itself.</summary>
    public override string ToString() => Value;

    // \z and not $: the latter lets a trailing newline pass. One DNS label holds at most 63 characters.
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,62}\.myshopify\.com\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
