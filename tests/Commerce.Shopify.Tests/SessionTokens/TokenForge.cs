using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commerce.Shopify.Tests.SessionTokens;

/// <summary>Makes session tokens, good and bad.</summary>
internal static class TokenForge
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public static JsonObject Claims(string shop = "garden.myshopify.com") => new()
    {
        ["iss"] = $"https://{shop}/admin",
        ["dest"] = $"https://{shop}",
        ["aud"] = Studio.ApiKey,
        ["sub"] = "42",
        ["exp"] = Now.AddSeconds(60).ToUnixTimeSeconds(),
        ["nbf"] = Now.ToUnixTimeSeconds(),
        ["iat"] = Now.ToUnixTimeSeconds(),
        ["jti"] = "one",
        ["sid"] = "session-1",
    };

    public static string Sign(string claims, string secret = Studio.Secret, string algorithm = "HS256")
    {
        var header = JsonSerializer.Serialize(new { alg = algorithm, typ = "JWT" });
        var text = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        return text + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
    }
}
