using System.Text.Json;
using Commerce.Shopify.Admin;

namespace Commerce.Shopify.Billing;

/// <summary>Calls to Shopify's own servers, which belong to no shop, with the same failures as the Admin API.</summary>
internal static class ShopifyHttp
{
    /// <summary>Sends and gives a good answer; everything else throws.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, string server, CancellationToken ct)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, ct);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, $"No answer from {server}.", inner: exception);
        }
        if (response.IsSuccessStatusCode) return response;
        var status = (int)response.StatusCode;
        response.Dispose();
        var kind = status switch
        {
            401 or 403 => ShopifyErrorKind.Unauthorized,
            429 => ShopifyErrorKind.Throttled,
            408 or >= 500 => ShopifyErrorKind.Transient,
            _ => ShopifyErrorKind.Refused,
        };
        throw new ShopifyException(kind, $"{server} answered {status}.");
    }

    /// <summary>Reads a JSON answer; one of another shape is <see cref="ShopifyErrorKind.Malformed"/>.</summary>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, string server, Func<JsonElement, T> read, CancellationToken ct)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: ct);
            return read(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ShopifyException(ShopifyErrorKind.Malformed, $"The answer of {server} is not what its documentation promises.", inner: exception);
        }
    }
}
