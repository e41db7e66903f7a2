using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Shopify.Admin;
using Microsoft.Extensions.Options;
using Polly;

namespace Commerce.Shopify.AccessTokens;

/// <summary>
/// Asks a shop for access tokens: token exchange, refresh, client credentials, client assertion. Source: shopify.dev, access tokens.
/// Every method throws <see cref="TokenException"/>; unreachable and 5xx answers are tried a few times first, which is safe
/// because an exchange repeats freely and a refresh token stays valid until its replacement is first used.
/// </summary>
public sealed class TokenClient
{
    private const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string ClientCredentials = "client_credentials";
    private const string IdToken = "urn:ietf:params:oauth:token-type:id_token";

    private readonly HttpClient http;
    private readonly ShopifyOptions options;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline retries;

    /// <summary>Made by the container as a typed client.</summary>
    public TokenClient(HttpClient http, IOptions<ShopifyOptions> options, TimeProvider time, Backoff backoff)
    {
        this.http = http;
        this.options = options.Value;
        this.time = time;
        retries = backoff.Pipeline(exception => exception is TokenException { Failure: TokenFailure.Unavailable } ? TimeSpan.Zero : null);
    }

    /// <summary>Exchanges a session token of this shop for an access token; offline tokens are asked for as expiring ones.</summary>
    public Task<AccessToken> ExchangeAsync(ShopDomain shop, string sessionToken, AccessMode mode, CancellationToken ct) =>
        AskAsync(shop, new Dictionary<string, string>
        {
            ["client_id"] = options.ApiKey,
            ["client_secret"] = options.ApiSecret,
            ["grant_type"] = ExchangeGrant,
            ["subject_token"] = sessionToken,
            ["subject_token_type"] = IdToken,
            ["requested_token_type"] = mode == AccessMode.Online
                ? "urn:shopify:params:oauth:token-type:online-access-token"
                : "urn:shopify:params:oauth:token-type:offline-access-token",
            ["expiring"] = "1",
        }, ct);

    /// <summary>Buys the next token pair. Store the pair in one transaction; the old refresh token dies at the new pair's first use.</summary>
    public Task<AccessToken> RefreshAsync(ShopDomain shop, string refreshToken, CancellationToken ct) =>
        AskAsync(shop, new Dictionary<string, string>
        {
            ["client_id"] = options.ApiKey,
            ["client_secret"] = options.ApiSecret,
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
        }, ct);

    /// <summary>A token for the app's own id and secret (about 24 hours, no refresh token).</summary>
    public Task<AccessToken> ClientCredentialsAsync(ShopDomain shop, CancellationToken ct) =>
        AskAsync(shop, new Dictionary<string, string>
        {
            ["client_id"] = options.ApiKey,
            ["client_secret"] = options.ApiSecret,
            ["grant_type"] = ClientCredentials,
        }, ct);

    /// <summary>A token for a signed assertion instead of the secret (up to one hour, no refresh token). Form of RFC 7523, section 2.2.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="assertion">What <see cref="ClientAssertion"/> signed for this shop.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<AccessToken> AssertAsync(ShopDomain shop, string assertion, CancellationToken ct) =>
        AskAsync(shop, new Dictionary<string, string>
        {
            ["client_id"] = options.ApiKey,
            ["grant_type"] = ClientCredentials,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        }, ct);

    private async Task<AccessToken> AskAsync(ShopDomain shop, Dictionary<string, string> body, CancellationToken ct)
    {
        using var activity = ShopifyTelemetry.Source.StartActivity("shopify.token");
        activity?.SetTag("shopify.shop", shop.Value);
        activity?.SetTag("shopify.grant", body["grant_type"]);
        return await retries.ExecuteAsync(async token => await AskOnceAsync(shop, body, token), ct);
    }

    private async Task<AccessToken> AskOnceAsync(ShopDomain shop, Dictionary<string, string> body, CancellationToken ct)
    {
        var askedAt = time.GetUtcNow();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint(shop)) { Content = JsonContent.Create(body) };
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError)
                throw new TokenException(TokenFailure.Unavailable, shop, $"Shopify answered {(int)response.StatusCode}.");
            var answer = await ReadAsync(shop, response, ct);
            return response.IsSuccessStatusCode && answer?.ToToken(askedAt) is { } token ? token : throw Refused(shop, response.StatusCode, answer?.Error);
        }
        catch (HttpRequestException exception)
        {
            throw new TokenException(TokenFailure.Unavailable, shop, "Shopify could not be reached.", exception);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new TokenException(TokenFailure.Unavailable, shop, "Shopify did not answer in time.", exception);
        }
    }

    private static async Task<TokenAnswer?> ReadAsync(ShopDomain shop, HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        try
        {
            return JsonSerializer.Deserialize<TokenAnswer>(text);
        }
        // An HTML page is what a closed or wrong shop answers with; a granted answer must be JSON. The text may hold a token, so it is dropped.
        catch (JsonException) when (!response.IsSuccessStatusCode)
        {
            return null;
        }
        catch (JsonException)
        {
            throw new TokenException(TokenFailure.Malformed, shop, "the answer was not JSON.");
        }
    }

    private static TokenException Refused(ShopDomain shop, HttpStatusCode status, string? error) => error switch
    {
        "invalid_subject_token" => new(TokenFailure.InvalidSubjectToken, shop, "the session token is no longer valid."),
        "invalid_grant" => new(TokenFailure.InvalidGrant, shop, "the refresh token is no longer valid; the app has to be opened again."),
        "invalid_client" or "application_cannot_be_found" or "app_not_installed" => new(TokenFailure.InvalidClient, shop, "the app's credentials were refused or the app was uninstalled."),
        _ => new(TokenFailure.Malformed, shop, $"Shopify answered {(int)status} without a reason this client knows."),
    };
}
