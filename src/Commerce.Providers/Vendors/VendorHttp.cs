using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Commerce.Providers.Vendors;

/// <summary>Sends requests to one vendor and turns every failure into a <see cref="VendorException"/> without a key in it.</summary>
/// <param name="http">Its base address is the vendor's; one with a path ends with a slash. It follows no redirects, which would carry the key along.</param>
/// <param name="key">The key, to be kept out of texts.</param>
/// <param name="time">The clock, for waits that are given as a date.</param>
/// <param name="authorize">Puts the key and the vendor's own headers into a request.</param>
/// <param name="read">The vendor's own reading of a failed answer; null from it falls back to the status.</param>
internal sealed class VendorHttp(
    HttpClient http, VendorKey key, TimeProvider time, Action<HttpRequestMessage> authorize, Func<HttpStatusCode, JsonNode?, VendorFailure?> read)
{
    private const int LongestMessage = 300;
    private const int MostRedirects = 3;

    /// <summary>Sends JSON and reads JSON.</summary>
    public Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken ct) =>
        JsonAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) }, ct);

    /// <summary>Reads JSON.</summary>
    public Task<JsonNode> GetAsync(string path, CancellationToken ct) => JsonAsync(new HttpRequestMessage(HttpMethod.Get, path), ct);

    /// <summary>Sends a request and reads JSON.</summary>
    public async Task<JsonNode> JsonAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        var body = await BodyAsync(response, ct);
        return JsonReading.Parse(body) ?? throw new VendorException(new VendorFailure(FailureKind.Unknown, "The vendor's answer is not JSON."));
    }

    /// <summary>Sends a request; the answer is the caller's to dispose. Only successful ones come back.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until, CancellationToken ct)
    {
        using (request)
        {
            authorize(request);
            // A base address may have a path of its own, which an address that begins with a slash would lose.
            request.RequestUri = new Uri(request.RequestUri!.OriginalString.TrimStart('/'), UriKind.Relative);
            var response = await ReachAsync(request, until, ct);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw Clean(await FailureAsync(response, ct));
        }
    }

    /// <summary>Whether an address lies at the vendor's own interface, the only place that the key is sent to.</summary>
    public bool Owns(Uri address) => address.GetLeftPart(UriPartial.Authority) == http.BaseAddress?.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc cref="IKeyedFiles.OpenAsync"/>
    public async Task<HttpResponseMessage> OpenAsync(Uri address, CancellationToken ct)
    {
        if (!Owns(address)) throw new ArgumentException("The file does not lie at the vendor.", nameof(address));
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            authorize(request);
            var response = await ReachAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (redirects == MostRedirects || (int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location) return response;
            var next = new Uri(address, location);
            if (!Owns(next)) return response;
            response.Dispose();
            address = next;
        }
    }

    /// <summary>The failure as an exception whose texts hold no key.</summary>
    public VendorException Clean(VendorFailure failure) => new(Kept(failure));

    /// <summary>The failure with texts that hold no key and are short.</summary>
    public VendorFailure Kept(VendorFailure failure)
    {
        var text = key.Keep(new string([.. failure.Message.Where(letter => !char.IsControl(letter))]));
        return failure with { Message = text.Length > LongestMessage ? text[..LongestMessage] : text, Code = failure.Code is null ? null : key.Keep(failure.Code) };
    }

    /// <summary>Asks about a task. A vendor that took it once and knows it no longer has thrown it away, whatever its word for that.</summary>
    public static async Task<T> OfTaskAsync<T>(Task<T> question)
    {
        try
        {
            return await question;
        }
        catch (VendorException error) when (error.Failure.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            throw new VendorException(error.Failure with { Kind = FailureKind.OutputExpired });
        }
    }

    /// <summary>A body of JSON.</summary>
    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> ReachAsync(HttpRequestMessage request, HttpCompletionOption until, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, until, ct);
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new VendorException(new VendorFailure(FailureKind.Overloaded, "The vendor cannot be reached."));
        }
        catch (HttpRequestException)
        {
            throw new VendorException(new VendorFailure(FailureKind.Timeout, "The connection to the vendor broke before an answer came."));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new VendorException(new VendorFailure(FailureKind.Timeout, "The vendor did not answer in time."));
        }
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(ct);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new VendorException(new VendorFailure(FailureKind.Timeout, "The connection to the vendor broke within the answer."));
        }
    }

    private async Task<VendorFailure> FailureAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = JsonReading.Parse(await BodyAsync(response, ct));
        var failure = read(response.StatusCode, body) ?? new VendorFailure(StatusFailure.Of(response.StatusCode), $"The vendor answered with status {(int)response.StatusCode}.");
        return failure with { After = failure.After ?? Wait(response), Code = failure.Code ?? $"{(int)response.StatusCode}", Status = failure.Status ?? response.StatusCode };
    }

    private TimeSpan? Wait(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } after) return null;
        var wait = after.Delta ?? after.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
