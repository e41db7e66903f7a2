using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Commerce.Security;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>
/// Names a row's attempt in the address that a vendor calls back. The address can be made by nobody else, so a delivery to it
/// belongs to that attempt even when the answer to its order was lost and no task is known.
/// </summary>
public sealed class CallbackTokens(IOptions<SecurityOptions> options)
{
    private const int SignatureBytes = 16;
    private const int NamedBytes = 36;

    private readonly byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.LinkKey), "provider callbacks"u8);

    public string Of(Guid storeId, Guid generationId, int attempt)
    {
        Span<byte> token = stackalloc byte[NamedBytes + SignatureBytes];
        storeId.TryWriteBytes(token, bigEndian: true, out _);
        generationId.TryWriteBytes(token[16..], bigEndian: true, out _);
        BitConverter.TryWriteBytes(token[32..], attempt);
        HMACSHA256.HashData(key, token[..NamedBytes])[..SignatureBytes].CopyTo(token[NamedBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The row and attempt; null for anything we did not make.</summary>
    public (Guid StoreId, Guid GenerationId, int Attempt)? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[NamedBytes + SignatureBytes + 2];
        if (!Base64Url.IsValid(token, out var length) || length != NamedBytes + SignatureBytes || Base64Url.DecodeFromChars(token, bytes) != length)
        {
            return null;
        }

        var named = bytes[..NamedBytes];
        var signature = bytes[NamedBytes..length];
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, named).AsSpan(0, SignatureBytes), signature)
            ? (new Guid(named[..16], bigEndian: true), new Guid(named[16..32], bigEndian: true), BitConverter.ToInt32(named[32..]))
            : null;
    }
}
