using System.Text.RegularExpressions;

namespace Commerce.Shopify.Publishing;

/// <summary>Names given to files in a shop. Plain characters only: the name goes into a form header and a search filter.</summary>
internal static partial class Filename
{
    public static void Demand(string filename)
    {
        if (!Pattern().IsMatch(filename)) throw new ArgumentException("A file name is letters, digits, dot, hyphen and underscore, with an extension.", nameof(filename));
    }

    /// <summary>The file name at the end of an address on Shopify's storage, without its version query.</summary>
    public static string? Of(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? Uri.UnescapeDataString(address.Segments[^1]) : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,180}\.[A-Za-z0-9]{2,5}\z")]
    private static partial Regex Pattern();
}
