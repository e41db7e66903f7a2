using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Tests.AccessTokens;

/// <summary>Three kinds of access behind one interface, chosen by configuration.</summary>
public sealed class AccessSourceTests
{
    private const string Hour = """{"access_token":"a","scope":"read_products","expires_in":3600}""";

    [Test]
    public async Task Without_a_setting_access_comes_by_exchange_and_refresh()
    {
        using var http = new CannedHttp().Answer(Hour).Answer(Hour);
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        var source = services.GetRequiredService<IAccessSource>();
        await source.OpenAsync(Studio.Access.Shop, "session", default);
        await source.RenewAsync(Studio.Access.Shop, "refresh", default);
        Assert.That(http.Requests[0].Body, Does.Contain("\"subject_token\":\"session\""));
        Assert.That(http.Requests[1].Body, Does.Contain("\"refresh_token\":\"refresh\""));
        Assert.That((await Assert.ThrowsAsync<TokenException>(() => source.RenewAsync(Studio.Access.Shop, null, default)))!.Failure, Is.EqualTo(TokenFailure.InvalidGrant));
    }

    [Test]
    public async Task Client_credentials_are_asked_for_with_id_and_secret()
    {
        using var http = new CannedHttp().Answer("""{"access_token":"a","scope":"read_products","expires_in":86399}""");
        await using var services = Studio.With(http, new TestTime(TokenForge.Now), new() { ["Shopify:Access"] = "ClientCredentials" });
        var token = await services.GetRequiredService<IAccessSource>().OpenAsync(Studio.Access.Shop, "session", default);
        Assert.That((token.RefreshToken, token.ExpiresAt), Is.EqualTo(((string?)null, (DateTimeOffset?)TokenForge.Now.AddSeconds(86399))));
        Assert.That(http.Requests.Single().Body, Does.Contain("client_credentials").And.Contain(Studio.Secret).And.Not.Contain("session"));
    }

    [TestCase("ES256")]
    [TestCase("RS256")]
    public async Task Application_only_access_is_asked_for_with_an_assertion_that_its_public_key_verifies(string algorithm)
    {
        using AsymmetricAlgorithm key = algorithm == "ES256" ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        using var http = new CannedHttp().Answer(Hour).Answer(Hour);
        await using var services = Studio.With(http, new TestTime(TokenForge.Now), Settings(key.ExportPkcs8PrivateKeyPem()));
        var source = services.GetRequiredService<IAccessSource>();
        await source.OpenAsync(Studio.Access.Shop, "session", default);
        await source.RenewAsync(Studio.Access.Shop, null, default);

        using var body = JsonDocument.Parse(http.Requests[0].Body);
        Assert.That(body.RootElement.GetProperty("client_assertion_type").GetString(), Is.EqualTo("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        Assert.That(body.RootElement.TryGetProperty("client_secret", out _), Is.False);
        var parts = body.RootElement.GetProperty("client_assertion").GetString()!.Split('.');
        Assert.That(Verifies(key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])), Is.True);
        Assert.That(Verifies(key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[0]}"), Base64Url.DecodeFromChars(parts[2])), Is.False);

        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.That((Text(header, "alg"), Text(header, "kid")), Is.EqualTo((algorithm, "key-1")));
        Assert.That((Text(claims, "iss"), Text(claims, "sub")), Is.EqualTo((Studio.ApiKey, Studio.ApiKey)));
        Assert.That(Text(claims, "aud"), Is.EqualTo("https://garden.myshopify.com/admin/oauth/access_token"));
        Assert.That(claims.RootElement.GetProperty("exp").GetInt64(), Is.EqualTo(TokenForge.Now.ToUnixTimeSeconds() + ClientAssertion.Life));
        Assert.That(http.Requests[0].Body, Is.Not.EqualTo(http.Requests[1].Body), "An assertion is used once.");
    }

    [TestCase("")]
    [TestCase("not a key")]
    public async Task Application_only_access_without_a_usable_key_is_refused_at_the_start(string pem)
    {
        await using var services = Studio.With(settings: Settings(pem));
        var refused = Assert.Throws<OptionsValidationException>(() => _ = services.GetRequiredService<IOptions<ShopifyOptions>>().Value)!;
        Assert.That(refused.Message, Does.Contain("Shopify:AssertionKey"));
    }

    [Test]
    public async Task A_key_on_another_curve_is_refused_at_the_start()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await using var services = Studio.With(settings: Settings(key.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<OptionsValidationException>(() => _ = services.GetRequiredService<IOptions<ShopifyOptions>>().Value);
    }

    private static Dictionary<string, string?> Settings(string pem) => new() { ["Shopify:Access"] = "ApplicationOnly", ["Shopify:AssertionKey"] = pem, ["Shopify:AssertionKeyId"] = "key-1" };

    private static string? Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString();

    private static bool Verifies(AsymmetricAlgorithm key, byte[] text, byte[] signature) => key is ECDsa elliptic
        ? elliptic.VerifyData(text, signature, HashAlgorithmName.SHA256)
        : ((RSA)key).VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
