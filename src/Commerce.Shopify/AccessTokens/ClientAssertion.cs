using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.AccessTokens;

/// <summary>
/// Signs the assertion by which an app proves itself without its secret. Shopify describes it as a signed client assertion
/// whose public key is registered for the app; its claims are those of RFC 7523, section 3 (issuer and subject the client
/// id, audience the token endpoint, a life of minutes, an id used once), signed with ES256 for an elliptic key on P-256 and
/// with RS256 for an RSA key (RFC 7518).
/// </summary>
public sealed class ClientAssertion(IOptions<ShopifyOptions> options, TimeProvider time)
{
    /// <summary>How long an assertion is good, in seconds; it is used at once.</summary>
    public const int Life = 120;

    /// <summary>A fresh assertion for one shop's token endpoint, as a compact JWT.</summary>
    public string For(ShopDomain shop)
    {
        var settings = options.Value;
        var now = time.GetUtcNow();
        using var key = Key(settings.AssertionKey ?? "");
        var header = new Dictionary<string, object> { ["alg"] = key is ECDsa ? "ES256" : "RS256", ["typ"] = "JWT" };
        if (!string.IsNullOrEmpty(settings.AssertionKeyId)) header["kid"] = settings.AssertionKeyId;
        var claims = new Dictionary<string, object>
        {
            ["iss"] = settings.ApiKey,
            ["sub"] = settings.ApiKey,
            ["aud"] = settings.TokenEndpoint(shop).ToString(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + Life,
            ["jti"] = Guid.CreateVersion7(now).ToString(),
        };
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(Sign(key, Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>Reads a private key in PEM; the caller disposes it.</summary>
    /// <exception cref="CryptographicException">No key of a kind Shopify takes: P-256, or RSA from 2048 bits.</exception>
    internal static AsymmetricAlgorithm Key(string pem)
    {
        try
        {
            if (Elliptic(pem) is { } elliptic) return elliptic.KeySize == 256 ? elliptic : throw new CryptographicException("The curve is not P-256.");
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= 2048 ? rsa : throw new CryptographicException("The RSA key has fewer than 2048 bits.");
        }
        // The message of the reader may quote what it read.
        catch (ArgumentException)
        {
            throw new CryptographicException("This is not a private key in PEM.");
        }
    }

    private static ECDsa? Elliptic(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception other) when (other is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }

    private static byte[] Sign(AsymmetricAlgorithm key, byte[] text) => key is ECDsa elliptic
        ? elliptic.SignData(text, HashAlgorithmName.SHA256)
        : ((RSA)key).SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Part(Dictionary<string, object> content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
}
