using System.Net.Http.Headers;

namespace Commerce.Providers.Vendors;

/// <summary>A vendor's key. It can be sent and kept out of texts, but not be printed.</summary>
/// <param name="value">The key; an empty one is refused.</param>
public sealed class VendorKey(string value)
{
    // Vendors echo wrong keys with their middle blanked out, so a piece of this length at either end gives a key away too.
    private const int Telling = 6;

    private readonly string value = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A vendor's key is empty.", nameof(value)) : value.Trim();

    /// <summary>Puts the key into a request.</summary>
    public void Authorize(HttpRequestMessage request, string scheme) => request.Headers.Authorization = new AuthenticationHeaderValue(scheme, value);

    /// <summary>Puts the key into a header of the vendor's own.</summary>
    public void AddTo(HttpRequestMessage request, string header) => request.Headers.Add(header, value);

    /// <summary>A text without the key, nor words that begin or end as the key does.</summary>
    public string Keep(string text)
    {
        var clean = text.Replace(value, "[key]", StringComparison.Ordinal);
        if (value.Length < 2 * Telling) return clean;
        return string.Join(' ', clean.Split(' ').Select(word => word.Contains(value[..Telling], StringComparison.Ordinal) || word.Contains(value[^Telling..], StringComparison.Ordinal) ? "[key]" : word));
    }

    /// <summary>Names the type only.</summary>
    public override string ToString() => nameof(VendorKey);
}
