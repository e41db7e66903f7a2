using System.Net;
using System.Net.Sockets;

namespace Commerce.Brand.Reading;

/// <summary>Fetches files of one site, one after another, inside every limit.</summary>
internal sealed class SiteFetcher(HttpClient client, IReadOnlySet<string> allowedOrigins, HostTurns turns, BrandOptions options, TimeProvider time)
{
    private const int Chunk = 16 * 1_024;
    private long totalBytes;

    public TimeSpan Delay { get; set; } = options.RequestDelay;

    /// <summary>Fetches one file; <paramref name="mayVisit"/> is asked about every redirect before it is followed.</summary>
    /// <exception cref="SiteReadException">The file cannot be had; the message says why.</exception>
    public async Task<FetchedFile> GetAsync(Uri uri, FetchRule rule, Func<Uri, bool> mayVisit, CancellationToken ct)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var current = uri;
        for (var hops = 0; hops <= options.MaximumRedirects; hops++)
        {
            SiteAddress.Check(current, allowedOrigins);
            if (!visited.Add(current.GetLeftPart(UriPartial.Query)))
            {
                throw new SiteReadException(SiteReadCode.RedirectLoop, "The address redirects back to itself without end.");
            }

            var (file, next) = await AskAsync(current, rule, ct);
            if (file is not null)
            {
                return file;
            }

            current = CheckRedirect(current, next!, mayVisit);
        }

        throw new SiteReadException(SiteReadCode.TooManyRedirects, $"The address redirects more than {options.MaximumRedirects} times.");
    }

    private static Uri CheckRedirect(Uri from, Uri to, Func<Uri, bool> mayVisit)
    {
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
        {
            throw new SiteReadException(SiteReadCode.Downgrade, "The address redirects from a secure page to an insecure one, which is not followed.");
        }

        return mayVisit(to) ? to : throw new SiteReadException(SiteReadCode.LeftSite, $"The address redirects to {to.Host}, which is not read.");
    }

    private async Task<(FetchedFile? File, Uri? Next)> AskAsync(Uri uri, FetchRule rule, CancellationToken ct)
    {
        using var turn = await turns.TakeAsync(uri.IdnHost, Delay, ct);
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await ExchangeAsync(uri, rule, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new SiteReadException(SiteReadCode.TooSlow, $"The {rule.Name} took longer than {options.RequestTimeout.TotalSeconds:0.#} seconds to arrive.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            throw Refusal(failure) ?? new SiteReadException(SiteReadCode.Unreachable, $"{uri.Host} could not be reached, or broke off its answer.");
        }
    }

    private async Task<(FetchedFile? File, Uri? Next)> ExchangeAsync(Uri uri, FetchRule rule, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.TryAddWithoutValidation("User-Agent", $"{options.AgentToken}/1.0");
        request.Headers.TryAddWithoutValidation("Accept", string.Join(", ", rule.MediaTypes));
        request.Headers.TryAddWithoutValidation("Accept-Language", "en;q=0.9, *;q=0.5");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (IsRedirect(response.StatusCode) && response.Headers.Location is { } location)
        {
            return Uri.TryCreate(uri, location, out var next)
                ? (null, next)
                : throw new SiteReadException(SiteReadCode.BadAddress, "The address redirects to something that is not an address.");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new SiteReadException(SiteReadCode.Refused, $"The website answered with status {(int)response.StatusCode} instead of the {rule.Name}.", response.StatusCode);
        }

        return (await ReadAsync(uri, rule, response.Content, ct), null);
    }

    private async Task<FetchedFile> ReadAsync(Uri uri, FetchRule rule, HttpContent content, CancellationToken ct)
    {
        var type = content.Headers.ContentType;
        if (!rule.Accepts(type?.MediaType))
        {
            throw new SiteReadException(SiteReadCode.NotHtml, $"The address answers with {type?.MediaType ?? "a file of unknown kind"}, not with a {rule.Name}.");
        }

        await using var stream = await content.ReadAsStreamAsync(ct);
        var (text, guessed) = TextDecoding.Decode(await DrainAsync(stream, rule, ct), type?.CharSet);
        return new FetchedFile(uri, text, guessed);
    }

    private async Task<byte[]> DrainAsync(Stream stream, FetchRule rule, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        for (int read; (read = await stream.ReadAsync(chunk, ct)) > 0;)
        {
            // Counted after decompression: a few kilobytes that unpack to gigabytes stop here.
            totalBytes += read;
            if (bytes.Length + read > rule.MaximumBytes || totalBytes > options.MaximumTotalBytes)
            {
                throw new SiteReadException(SiteReadCode.TooLarge, $"The {rule.Name} is larger than {Size(Math.Min(rule.MaximumBytes, options.MaximumTotalBytes))}.");
            }

            bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }

    private static string Size(int bytes) => bytes >= 1_048_576 ? $"{bytes / 1_048_576} MB" : $"{bytes / 1_024} KB";

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static SiteReadException? Refusal(Exception? failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is SiteReadException refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
