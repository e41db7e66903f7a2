using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Shopify.Signatures;

/// <summary>Signatures that stand in an address: 64 hex digits.</summary>
internal static class HexSignature
{
    public static string Sign(string message, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));

    public static bool Verify(string message, string signature, SigningSecrets secrets)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.Length == 2 * given.Length
            && Convert.FromHexString(signature, given, out _, out _) == OperationStatus.Done
            && secrets.Verify(Encoding.UTF8.GetBytes(message), given);
    }
}
