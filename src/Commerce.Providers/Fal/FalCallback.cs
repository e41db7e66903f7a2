using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Commerce.Providers.Callbacks;
using Commerce.Providers.Vendors;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Commerce.Providers.Fal;

/// <summary>
/// fal signs callbacks with Ed25519 over the request's id, the user's id, the time and the hash of the body, a line each. Its keys
/// are published as a key set, which may be kept for a day.
/// </summary>
public sealed class FalCallback
{
    private readonly IReadOnlyList<byte[]> keys;

    private FalCallback(IReadOnlyList<byte[]> keys) => this.keys = keys;

    /// <summary>How long a key set may be kept.</summary>
    public static TimeSpan KeysLast { get; } = TimeSpan.FromHours(24);

    /// <summary>Reads fal's key set; null when it holds no key of the right kind.</summary>
    public static FalCallback? Read(ReadOnlySpan<byte> keySet)
    {
        var keys = JsonReading.Parse(keySet).At("keys").Items().Where(key => key.At("crv").Text() is null or "Ed25519").Select(key => Decode(key.At("x").Text())).OfType<byte[]>().ToList();
        return keys.Count == 0 ? null : new FalCallback(keys);
    }

    /// <summary>Judges one delivery. Never throws for bad input.</summary>
    public CallbackVerdict Verify(CallbackHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (headers.One("X-Fal-Webhook-Request-Id") is not { } request || headers.One("X-Fal-Webhook-User-Id") is not { } user
            || headers.One("X-Fal-Webhook-Timestamp") is not { } time || headers.One("X-Fal-Webhook-Signature") is not { } hex) return CallbackVerdict.No(CallbackRefusal.Missing);
        if (!CallbackWindow.Holds(time, now)) return CallbackVerdict.No(CallbackRefusal.WrongTime);
        var signature = new byte[Ed25519.SignatureSize];
        if (hex.Length != 2 * signature.Length || Convert.FromHexString(hex, signature, out _, out _) != OperationStatus.Done) return CallbackVerdict.No(CallbackRefusal.BadSignature);
        var message = Encoding.UTF8.GetBytes($"{request}\n{user}\n{time}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");
        // Nothing here is secret, so which key fits may show in the time it takes.
        return keys.Any(key => Ed25519.Verify(signature, 0, key, 0, message, 0, message.Length)) ? new CallbackVerdict.Genuine($"{request}.{time}", BodySigned: true) : CallbackVerdict.No(CallbackRefusal.BadSignature);
    }

    private static byte[]? Decode(string? text)
    {
        var bytes = new byte[Ed25519.PublicKeySize];
        return text is { Length: 43 } && System.Buffers.Text.Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == bytes.Length ? bytes : null;
    }
}
