using System.Security.Cryptography;

namespace Commerce.Providers.Callbacks;

/// <summary>HMAC-SHA256 over parts, without copying a body.</summary>
internal static class Hmac
{
    public static byte[] Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(head);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether one of the candidates is the signature. All are compared, each in fixed time.</summary>
    public static bool Any(IEnumerable<byte[]?> candidates, byte[] signature)
    {
        var found = false;
        foreach (var candidate in candidates) found |= candidate is not null && CryptographicOperations.FixedTimeEquals(candidate, signature);
        return found;
    }
}
