using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Commerce.Workbench.Demo;

/// <summary>Signs session tokens as the admin does, for walks without a browser.</summary>
public static class SessionTokens
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    public static string Sign(string shop, string clientId, string clientSecret, TimeProvider time, long user = 1)
    {
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = $"https://{shop}/admin",
            ["dest"] = $"https://{shop}",
            ["aud"] = clientId,
            ["sub"] = $"{user}",
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["jti"] = Guid.CreateVersion7(now).ToString(),
            ["sid"] = Guid.CreateVersion7(now).ToString(),
        };
        var text = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(JsonSerializer.Serialize(claims))}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(clientSecret), Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
