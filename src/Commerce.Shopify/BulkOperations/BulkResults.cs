using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Commerce.Shopify.Admin;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.BulkOperations;

/// <summary>
/// Reads the result of a bulk operation line by line as it comes over the wire. The address is signed and belongs to Shopify's
/// storage: the shop's access token is never sent there, and no redirect is followed. Throws <see cref="ShopifyException"/>.
/// </summary>
public sealed class BulkResults(HttpClient http, IOptions<ShopifyOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The lines of the whole result, or else of the partial one. After <see cref="ShopifyErrorKind.Transient"/> read on from the
    /// last line's end; <see cref="ShopifyErrorKind.NotFound"/> means that the address is no longer good: look at the operation again.
    /// </summary>
    /// <param name="operation">As read a moment ago.</param>
    /// <param name="offset">The end of the last line already taken; zero to begin.</param>
    /// <param name="ct">Ends the reading.</param>
    public async IAsyncEnumerable<JsonLine> LinesAsync(BulkOperation operation, long offset, [EnumeratorCancellation] CancellationToken ct)
    {
        if ((operation.Url ?? operation.PartialUrl) is not { } url) throw Gone("The operation has no result to read.");
        using var request = new HttpRequestMessage(HttpMethod.Get, SafeAddress.Demand(url, options.Value, "The address of the result"));
        if (offset > 0) request.Headers.Range = new RangeHeaderValue(offset, null);
        using var response = await SendAsync(request, ct);
        // Nothing lies behind the last byte: a read that ended exactly there is done.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && offset > 0) yield break;
        if (OfStatus((int)response.StatusCode) is { } refused) throw refused;
        await using var body = new WatchedStream(await response.Content.ReadAsStreamAsync(ct), LongestSilence, time);
        // Storage that does not know ranges sends everything again.
        if (offset > 0 && response.StatusCode != HttpStatusCode.PartialContent) await body.SkipAsync(offset, ct);
        await foreach (var line in JsonLines.ReadAsync(body, offset, ct)) yield return line;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, "The storage of the result did not answer.", inner: exception);
        }
    }

    private static ShopifyException? OfStatus(int status) => status switch
    {
        >= 200 and < 300 => null,
        400 or 403 or 404 or 410 => Gone($"The address of the result is no longer good (the storage answered {status})."),
        408 or 429 or >= 500 => new ShopifyException(ShopifyErrorKind.Transient, $"The storage of the result answered {status}."),
        _ => new ShopifyException(ShopifyErrorKind.Refused, $"The storage of the result answered {status}."),
    };

    private static ShopifyException Gone(string message) => new(ShopifyErrorKind.NotFound, message);
}
