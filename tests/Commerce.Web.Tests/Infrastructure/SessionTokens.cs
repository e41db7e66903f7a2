using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>Session tokens as the admin would sign them: HS256, one minute of life.</summary>
public static class SessionTokens
{
    private const int LifeSeconds = 60;

    public static string For(string shop, DateTimeOffset now, string audience = StudioHost.ApiKey, string secret = StudioHost.ApiSecret, long user = 901)
    {
        var seconds = now.ToUnixTimeSeconds();
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = $"https://{shop}/admin",
            ["dest"] = $"https://{shop}",
            ["aud"] = audience,
            ["sub"] = $"{user}",
            ["exp"] = seconds + LifeSeconds,
            ["nbf"] = seconds,
            ["iat"] = seconds,
            ["jti"] = Guid.CreateVersion7(now).ToString(),
            ["sid"] = "session-1",
        });
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
