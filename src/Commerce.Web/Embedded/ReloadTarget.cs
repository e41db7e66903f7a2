using System.Diagnostics.CodeAnalysis;

namespace Commerce.Web.Embedded;

/// <summary>Where the bounce page may lead: an address of this app, and nowhere else.</summary>
public static class ReloadTarget
{
    /// <summary>The parameter App Bridge reads.</summary>
    public const string Parameter = "shopify-reload";

    /// <summary>Accepts a path or an absolute address of <paramref name="appUrl"/>; gives the absolute address.</summary>
    public static bool TryParse(string? wanted, string appUrl, [NotNullWhen(true)] out string? target)
    {
        target = null;
        // Browsers drop tabs and line breaks and read a backslash as a slash; other parsers do not. Neither gets the chance.
        if (string.IsNullOrEmpty(wanted) || wanted.Any(c => c is '\\' || char.IsWhiteSpace(c) || char.IsControl(c))) return false;
        var isPath = wanted[0] == '/' && !wanted.StartsWith("//", StringComparison.Ordinal);
        if (!isPath && !wanted.StartsWith(appUrl + "/", StringComparison.Ordinal)) return false;
        var origin = new Uri(appUrl);
        if (!Uri.TryCreate(origin, wanted, out var resolved)) return false;
        if (resolved.UserInfo.Length > 0 || resolved.GetLeftPart(UriPartial.Authority) != origin.GetLeftPart(UriPartial.Authority)) return false;
        // The bounce leading to itself would never end.
        if (resolved.AbsolutePath.TrimEnd('/').Equals(BouncePage.Path, StringComparison.OrdinalIgnoreCase)) return false;
        target = resolved.AbsoluteUri;
        return true;
    }
}
