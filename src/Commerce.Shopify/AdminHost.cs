using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Commerce.Shopify;

/// <summary>
/// The place in the admin that frames an app, as the <c>host</c> parameter tells it: base64 of
/// <c>admin.shopify.com/store/{handle}</c> or <c>{shop}.myshopify.com/admin</c>.
/// </summary>
/// <remarks>
/// App Bridge sends messages, session tokens among them, to whatever <c>host</c> names, so nothing but the admin may stand
/// there. What two parsers could read differently (a user name, a backslash, white space, an escape) is refused, not repaired.
/// </remarks>
public sealed partial record AdminHost
{
    // The longest real one is below 200 characters in base64.
    private const int Longest = 512;

    private AdminHost(string address) => Address = address;

    /// <summary>Authority and path, without scheme.</summary>
    public string Address { get; }

    /// <summary>Reads a parameter; false for anything that does not name a store in the admin at <paramref name="adminOrigin"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? parameter, string adminOrigin, [NotNullWhen(true)] out AdminHost? host)
    {
        host = Decode(parameter) is { } address && IsAdmin(address, new Uri(adminOrigin).Authority) ? new AdminHost(address) : null;
        return host is not null;
    }

    /// <summary>Authority and path, without scheme.</summary>
    public override string ToString() => Address;

    private static bool IsAdmin(string address, string admin)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return false;
        var (authority, path) = (address[..slash], address[slash..]);
        return authority == admin ? StorePath().IsMatch(path) : ShopDomain.TryParse(authority, out _) && path == "/admin";
    }

    // Both alphabets of base64 are in use, with and without padding.
    private static string? Decode(string? parameter)
    {
        if (string.IsNullOrEmpty(parameter) || parameter.Length > Longest) return null;
        var text = parameter.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.All(b => b is > 0x20 and < 0x7f) ? Encoding.ASCII.GetString(bytes) : null;
    }

    [GeneratedRegex(@"\A/store/[a-z0-9][a-z0-9_-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StorePath();
}
