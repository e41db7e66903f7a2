using System.Text;

namespace Commerce.Providers.Callbacks;

/// <summary>
/// The Standard Webhooks scheme, used by Kling, Replicate, OpenAI and others: base64 of HMAC-SHA256 over
/// <c>id.timestamp.body</c>. A header may carry several signatures while a secret is rotated.
/// </summary>
public sealed class StandardWebhooks
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    private readonly byte[] secret;
    private readonly string prefix;

    /// <summary>A verifier for one secret.</summary>
    /// <param name="secret">Base64, with or without <c>whsec_</c>.</param>
    /// <param name="prefix">Start of the header names: <c>webhook-</c>, or <c>svix-</c> for some vendors.</param>
    public StandardWebhooks(string secret, string prefix = "webhook-")
    {
        this.secret = Bytes(secret) is { Length: > 0 } bytes ? bytes : throw new ArgumentException("The secret of a webhook is empty or no base64.", nameof(secret));
        this.prefix = prefix;
    }

    /// <summary>Whether a text can be a secret.</summary>
    public static bool Takes(string secret) => Bytes(secret) is { Length: > 0 };

    /// <summary>Judges one delivery. Never throws for bad input.</summary>
    public CallbackVerdict Verify(CallbackHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (headers.One(prefix + "id") is not { } id || headers.One(prefix + "timestamp") is not { } time || headers.One(prefix + "signature") is not { } signatures) return CallbackVerdict.No(CallbackRefusal.Missing);
        if (!CallbackWindow.Holds(time, now)) return CallbackVerdict.No(CallbackRefusal.WrongTime);
        var expected = Hmac.Of(secret, Encoding.UTF8.GetBytes($"{id}.{time}."), body);
        return Hmac.Any(signatures.Split(' ').Select(Decode), expected) ? new CallbackVerdict.Genuine(id, BodySigned: true) : CallbackVerdict.No(CallbackRefusal.BadSignature);
    }

    /// <summary>Names the type only.</summary>
    public override string ToString() => nameof(StandardWebhooks);

    private static byte[]? Bytes(string secret)
    {
        var text = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[]? Decode(string signature)
    {
        var bytes = new byte[64];
        return signature.StartsWith(Version, StringComparison.Ordinal) && Convert.TryFromBase64String(signature[Version.Length..], bytes, out var length) ? bytes[..length] : null;
    }
}
