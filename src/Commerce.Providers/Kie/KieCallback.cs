using System.Security.Cryptography;
using System.Text;
using Commerce.Providers.Callbacks;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kie;

/// <summary>
/// kie signs the task's id and the time, not the body: base64 of HMAC-SHA256 over <c>taskId.timestamp</c>. A genuine callback
/// therefore proves only that something happened to the task, and whoever gets one reads the task itself.
/// </summary>
/// <param name="key">The key made for webhooks in kie's settings.</param>
public sealed class KieCallback(string key)
{
    private readonly byte[] key = string.IsNullOrWhiteSpace(key) ? throw new ArgumentException("The key of webhooks is empty.", nameof(key)) : Encoding.UTF8.GetBytes(key);

    /// <summary>Judges one delivery. Never throws for bad input.</summary>
    public CallbackVerdict Verify(CallbackHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (TaskOf(body) is not { } task || headers.One("X-Webhook-Timestamp") is not { } time || headers.One("X-Webhook-Signature") is not { } signature) return CallbackVerdict.No(CallbackRefusal.Missing);
        if (!CallbackWindow.Holds(time, now)) return CallbackVerdict.No(CallbackRefusal.WrongTime);
        var given = new byte[HMACSHA256.HashSizeInBytes];
        var decoded = signature.Length == 44 && Convert.TryFromBase64String(signature, given, out var length) && length == given.Length;
        var genuine = Hmac.Any([decoded ? given : null], HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{task}.{time}")));
        return genuine ? new CallbackVerdict.Genuine($"{task}.{time}", BodySigned: false) : CallbackVerdict.No(CallbackRefusal.BadSignature);
    }

    /// <summary>Names the type only.</summary>
    public override string ToString() => nameof(KieCallback);

    // The pages name the member in four ways.
    internal static string? TaskOf(ReadOnlySpan<byte> body)
    {
        var root = JsonReading.Parse(body);
        return new[] { root.At("data").At("taskId"), root.At("data").At("task_id"), root.At("taskId"), root.At("task_id") }
            .Select(node => node.Text()).FirstOrDefault(id => !string.IsNullOrEmpty(id));
    }
}
