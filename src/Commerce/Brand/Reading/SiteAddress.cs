using System.Diagnostics.CodeAnalysis;

namespace Commerce.Brand.Reading;

/// <summary>Which addresses may be asked for at all, before any name is resolved.</summary>
public static class SiteAddress
{
    /// <summary>Understands what a person types: <c>shop.example</c> becomes <c>https://shop.example/</c>.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > 2_000)
        {
            return false;
        }

        var withScheme = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return Uri.TryCreate(withScheme, UriKind.Absolute, out address) && IsWeb(address);
    }

    /// <summary>True for exactly a scheme, host and port, without path.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsWeb(uri)
        && uri.UserInfo.Length == 0 && uri.PathAndQuery == "/" && uri.Fragment.Length == 0;

    internal static string OriginOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant();

    internal static bool IsWeb(Uri uri) =>
        uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    internal static void Check(Uri uri, IReadOnlySet<string> allowedOrigins)
    {
        if (!IsWeb(uri))
        {
            throw new SiteReadException(SiteReadCode.BadAddress, "Only addresses that begin with http:// or https:// can be read.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new SiteReadException(SiteReadCode.Credentials, "The address holds a user name or password. Enter it without them.");
        }

        // A permission names scheme, host and port together, so nothing else on that machine is opened by it.
        if (uri.Port is not (80 or 443) && !allowedOrigins.Contains(OriginOf(uri)))
        {
            throw new SiteReadException(SiteReadCode.Port, $"The address uses port {uri.Port}. Only ordinary websites on ports 80 and 443 are read.");
        }
    }

    internal static bool SameSite(Uri one, Uri other) =>
        Bare(one).Equals(Bare(other), StringComparison.OrdinalIgnoreCase)
        && (one.Port == other.Port || (one.IsDefaultPort && other.IsDefaultPort));

    private static string Bare(Uri uri) =>
        uri.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.IdnHost[4..] : uri.IdnHost;
}
