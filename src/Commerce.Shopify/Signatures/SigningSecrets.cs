using System.Security.Cryptography;
using System.Text;

namespace Commerce.Shopify.Signatures;

/// <summary>
/// The secrets a signature of Shopify's may be made with: the app's client secret, and the one before it, which Shopify
/// goes on signing with for up to an hour after a rotation.
/// </summary>
/// <param name="Current">The client secret. An empty one accepts nothing.</param>
/// <param name="Old">The secret before the last rotation; null or empty outside of one.</param>
public sealed record SigningSecrets(string Current, string? Old = null)
{
    /// <summary>Whether one of the secrets made this HMAC-SHA256 of the message. A signature of another length is simply wrong.</summary>
    /// <param name="message">The signed bytes.</param>
    /// <param name="signature">32 bytes when it is one.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        // Both are always computed and compared in fixed time, so timing tells neither a byte nor which secret is in use.
        var current = Matches(Current, message, signature);
        var old = Matches(Old, message, signature);
        return current | old;
    }

    /// <summary>Names the type only: a record would print its secrets.</summary>
    public override string ToString() => nameof(SigningSecrets);

    private static bool Matches(string? secret, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (string.IsNullOrWhiteSpace(secret)) return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}
