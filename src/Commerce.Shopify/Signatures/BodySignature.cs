using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Shopify.Signatures;

/// <summary>
/// The signature of a request's body, as webhooks and Flow actions carry it: base64 of HMAC-SHA256 over the raw bytes, keyed
/// with the client secret. Source: shopify.dev, webhooks, verify deliveries; Flow, action endpoints.
/// </summary>
/// <remarks>It covers the body and nothing else: topic, shop and times in the headers are unsigned.</remarks>
public static class BodySignature
{
    /// <summary>Header of webhooks and Flow actions.</summary>
    public const string Header = "X-Shopify-Hmac-Sha256";

    /// <summary>Header of deliveries by Shopify's Events.</summary>
    public const string EventsHeader = "shopify-hmac-sha256";

    // 32 bytes are 44 characters; anything longer is not worth decoding.
    private const int Characters = 44;

    /// <summary>Whether the header's text signs the body with the current or the old secret. Never throws for bad input.</summary>
    /// <param name="body">The bytes as they came, before any parser saw them.</param>
    /// <param name="signature">The header's value; null when there was none.</param>
    /// <param name="secrets">The app's secrets.</param>
    public static bool Verify(ReadOnlySpan<byte> body, string? signature, SigningSecrets secrets)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature is { Length: Characters }
            && Base64.IsValid(signature.AsSpan(), out var length) && length == given.Length
            && Convert.TryFromBase64String(signature, given, out _)
            && secrets.Verify(body, given);
    }

    /// <summary>The signature of a body, for whoever plays Shopify.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
