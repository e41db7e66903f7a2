using System.Text;

namespace Commerce.Providers.Callbacks;

/// <summary>
/// One header of the form <c>t=seconds,v1=hex</c>: hex of HMAC-SHA256 over <c>t.body</c>. ElevenLabs sends it with <c>v0</c>,
/// payment services with <c>v1</c>. Several signatures may stand beside each other while a secret is rotated.
/// </summary>
/// <param name="secret">The secret as it was shown.</param>
/// <param name="header">The header's name.</param>
/// <param name="version">The signature's name within it.</param>
public sealed class TimedSignature(string secret, string header, string version)
{
    private readonly byte[] secret = string.IsNullOrWhiteSpace(secret) ? throw new ArgumentException("The secret of a webhook is empty.", nameof(secret)) : Encoding.UTF8.GetBytes(secret);

    /// <summary>Judges one delivery. Never throws for bad input. The replay key is the genuine signature, for these deliveries carry no id.</summary>
    public CallbackVerdict Verify(CallbackHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var parts = (headers.One(header) ?? "").Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        var times = parts.Where(part => part[0] == "t").Select(part => part[1]).ToList();
        var given = parts.Where(part => part[0] == version).Select(part => part[1]).ToList();
        if (times is not [var time] || given.Count == 0) return CallbackVerdict.No(CallbackRefusal.Missing);
        if (!CallbackWindow.Holds(time, now)) return CallbackVerdict.No(CallbackRefusal.WrongTime);
        var expected = Hmac.Of(secret, Encoding.UTF8.GetBytes($"{time}."), body);
        return Hmac.Any(given.Select(Decode), expected) ? new CallbackVerdict.Genuine(Convert.ToHexStringLower(expected), BodySigned: true) : CallbackVerdict.No(CallbackRefusal.BadSignature);
    }

    /// <summary>Names the type only.</summary>
    public override string ToString() => nameof(TimedSignature);

    private static byte[]? Decode(string hex)
    {
        var bytes = new byte[32];
        return hex.Length == 64 && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }
}
