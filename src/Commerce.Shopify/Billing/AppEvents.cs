using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Shopify.Admin;
using Microsoft.Extensions.Options;
using Polly;

namespace Commerce.Shopify.Billing;

/// <summary>
/// Sends metered usage to the App Events API, one event a call. A key is charged once for ever, so every call may be repeated.
/// Throws <see cref="ShopifyException"/>. Source: shopify.dev, app events.
/// </summary>
public sealed class AppEvents
{
    /// <summary>Longest idempotency key.</summary>
    public const int LongestKey = 64;

    /// <summary>How far ahead of Shopify's clock an event may lie.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    private readonly HttpClient http;
    private readonly AppPricingOptions options;
    private readonly AppBearer bearer;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline retries;

    /// <summary>Made by the container as a typed client.</summary>
    public AppEvents(HttpClient http, IOptions<AppPricingOptions> options, AppBearer bearer, Backoff backoff, TimeProvider time)
    {
        this.http = http;
        this.options = options.Value;
        this.bearer = bearer;
        this.time = time;
        retries = backoff.Pipeline(exception => exception is ShopifyException { Kind: ShopifyErrorKind.Transient or ShopifyErrorKind.Throttled } ? TimeSpan.Zero : null);
    }

    /// <summary>Adds to the meter of the settings. <see cref="ShopifyErrorKind.UserErrors"/> when Shopify will not bill it.</summary>
    /// <param name="shopId">Global id of the shop.</param>
    /// <param name="quantity">At least one.</param>
    /// <param name="at">When it was used: inside the current billing cycle and at most <see cref="MostAhead"/> in the future.</param>
    /// <param name="idempotencyKey">At most <see cref="LongestKey"/> characters.</param>
    /// <param name="ct">Ends the call and any waiting.</param>
    public async Task SendAsync(string shopId, long quantity, DateTimeOffset at, string idempotencyKey, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        ArgumentException.ThrowIfNullOrEmpty(idempotencyKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(idempotencyKey.Length, LongestKey, nameof(idempotencyKey));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at, time.GetUtcNow() + MostAhead);
        using var activity = ShopifyTelemetry.Source.StartActivity("shopify.event");
        await retries.ExecuteAsync(async token => await SendOnceAsync(shopId, quantity, at, idempotencyKey, token), ct);
    }

    private async Task SendOnceAsync(string shopId, long quantity, DateTimeOffset at, string key, CancellationToken ct)
    {
        var token = await bearer.GetAsync(http, ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.EventsEndpoint)
        {
            Content = JsonContent.Create(new
            {
                shop_id = shopId,
                event_handle = options.Meter,
                timestamp = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                idempotency_key = key,
                attributes = new { value = quantity },
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Shopify refuses callers that do not say what they are.
        request.Headers.UserAgent.ParseAdd("commerce-studio");
        try
        {
            using var response = await ShopifyHttp.SendAsync(http, request, "the App Events API", ct);
            await ShopifyHttp.ReadAsync(response, "the App Events API", Demand, ct);
        }
        catch (ShopifyException exception) when (exception.Kind == ShopifyErrorKind.Unauthorized)
        {
            // A bearer withdrawn before its time: the next attempt asks for a new one.
            bearer.Forget(token);
            throw new ShopifyException(ShopifyErrorKind.Transient, exception.Message, inner: exception);
        }
        catch (ShopifyException exception) when (exception.Kind == ShopifyErrorKind.Refused)
        {
            throw new ShopifyException(ShopifyErrorKind.UserErrors, exception.Message, inner: exception);
        }
    }

    // A refusal also comes inside a good answer, for example when the time lies outside the billing cycle.
    private static bool Demand(JsonElement answer)
    {
        if (!answer.TryGetProperty("result_status", out var status) || status.GetString() != "RESULT_STATUS_FAILURE") return true;
        var details = answer.TryGetProperty("result_details", out var words) ? words.ToString() : "no reason given";
        throw new ShopifyException(ShopifyErrorKind.UserErrors, $"Shopify did not take the usage: {details}");
    }
}
