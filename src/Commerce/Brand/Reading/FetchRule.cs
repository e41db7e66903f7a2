namespace Commerce.Brand.Reading;

/// <summary>What kind of file is asked for, and how large it may be.</summary>
internal sealed record FetchRule(string Name, IReadOnlyList<string> MediaTypes, int MaximumBytes)
{
    public static FetchRule Robots { get; } = new("robots.txt", ["text/plain", "text/html", "application/octet-stream"], 512 * 1_024);

    public static FetchRule Sitemap { get; } = new("sitemap", ["application/xml", "text/xml", "application/rss+xml"], 2 * 1_024 * 1_024);

    public static FetchRule Stylesheet { get; } = new("stylesheet", ["text/css"], 1_024 * 1_024);

    public static FetchRule Page(int maximumBytes) => new("page", ["text/html", "application/xhtml+xml"], maximumBytes);

    public bool Accepts(string? mediaType) => mediaType is not null && MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase);
}

internal sealed record FetchedFile(Uri Url, string Text, bool GuessedCharset);
