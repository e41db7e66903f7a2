using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Shopify.Admin;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Billing;

/// <summary>Keeps the app's own bearer for Shopify's servers: client credentials, 60 minutes, asked for once by all who need it.</summary>
public sealed class AppBearer(IOptions<ShopifyOptions> shopify, IOptions<AppPricingOptions> pricing, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    private readonly SemaphoreSlim gate = new(1, 1);
    private Bearer? kept;

    /// <summary>A bearer that is good for some minutes yet.</summary>
    public async Task<string> GetAsync(HttpClient http, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (kept is { } good && good.Until > time.GetUtcNow()) return good.Token;
            var fresh = await AskAsync(http, ct);
            kept = fresh;
            return fresh.Token;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Drops a bearer that was refused, unless another one has taken its place.</summary>
    public void Forget(string token)
    {
        if (kept?.Token == token) kept = null;
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private async Task<Bearer> AskAsync(HttpClient http, CancellationToken ct)
    {
        var askedAt = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, pricing.Value.BearerEndpoint)
        {
            Content = JsonContent.Create(new { client_id = shopify.Value.ApiKey, client_secret = shopify.Value.ApiSecret, grant_type = "client_credentials" }),
        };
        request.Headers.UserAgent.ParseAdd("commerce-studio");
        using var response = await ShopifyHttp.SendAsync(http, request, "the token server", ct);
        return await ShopifyHttp.ReadAsync(response, "the token server", answer => new Bearer(Token(answer), askedAt + LifeOf(answer) - Early), ct);
    }

    private static string Token(JsonElement answer) =>
        answer.GetProperty("access_token").GetString() is { Length: > 0 } token ? token : throw new ShopifyException(ShopifyErrorKind.Malformed, "The token server gave no bearer.");

    private static TimeSpan LifeOf(JsonElement answer) =>
        answer.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt64(out var given) ? TimeSpan.FromSeconds(given) : Life;

    // Not a record: its text form must not hold the token.
    private sealed class Bearer(string token, DateTimeOffset until)
    {
        public string Token { get; } = token;

        public DateTimeOffset Until { get; } = until;
    }
}
