using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Commerce.Security;

/// <summary>
/// Encrypts small secrets for the database with AES-256-GCM: nonce, tag and cipher text in one value. The newest key seals;
/// older ones only open, until what they sealed has been sealed anew.
/// </summary>
public sealed class SecretBox(IOptions<SecurityOptions> options)
{
    internal const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Dictionary<string, byte[]> keys = new(
        options.Value.OldEncryptionKeys.Append(KeyValuePair.Create(options.Value.EncryptionKeyId, options.Value.EncryptionKey))
            .Select(pair => KeyValuePair.Create(pair.Key, Convert.FromBase64String(pair.Value))),
        StringComparer.Ordinal);

    /// <summary>Name of the key that seals; kept with what it sealed.</summary>
    public string KeyId { get; } = options.Value.EncryptionKeyId;

    /// <summary>Whether what this key sealed can be opened.</summary>
    public bool Knows(string keyId) => keys.ContainsKey(keyId);

    /// <param name="context">What the secret belongs to; opening it for anything else fails.</param>
    public byte[] Seal(string secret, string context)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(keys[KeyId], TagBytes);
        cipher.Encrypt(
            box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(context));
        return box;
    }

    /// <param name="keyId">The key named beside the secret.</param>
    /// <exception cref="CryptographicException">A key that is gone, another context, or changed bytes.</exception>
    public string Open(byte[] box, string context, string keyId)
    {
        if (!keys.TryGetValue(keyId, out var key))
        {
            throw new CryptographicException($"The key {keyId} is not configured any more.");
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(
            box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(context));
        return Encoding.UTF8.GetString(plain);
    }
}
