using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Library;

/// <summary>
/// Links to stored objects that carry their own proof, for places where neither cookie nor token can be sent, such as
/// an <c>img</c> element inside a frame. A link opens one key until one time; HMAC-SHA256 over both under <c>Security:LinkKey</c>.
/// </summary>
public sealed class SignedLinks
{
    private const int ShortestSecret = 32;
    private readonly byte[] secret;
    private readonly TimeProvider time;

    /// <summary>Takes the secret as text of at least 32 characters.</summary>
    /// <exception cref="ArgumentException">The secret is shorter.</exception>
    public SignedLinks(string secret, TimeProvider time)
    {
        if (secret.Length < ShortestSecret)
            throw new ArgumentException($"Security:LinkKey has {secret.Length} characters. Set it to at least {ShortestSecret} random ones.", nameof(secret));
        this.secret = Encoding.UTF8.GetBytes(secret);
        this.time = time;
    }

    /// <summary>
    /// The query that opens the key, <c>expires=…&amp;signature=…</c>, safe in a URL as it stands. The end is rounded up
    /// to a whole lifetime, so that a page shown again names the same picture and the browser's cache serves it.
    /// </summary>
    /// <param name="key">The object's key.</param>
    /// <param name="lifetime">How long the link works at least; it works at most twice as long. In whole seconds.</param>
    public string Sign(string key, TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        var seconds = (long)lifetime.TotalSeconds;
        var expires = (time.GetUtcNow().ToUnixTimeSeconds() / seconds + 2) * seconds;
        return string.Create(CultureInfo.InvariantCulture, $"expires={expires}&signature={Base64Url.EncodeToString(Prove(key, expires))}");
    }

    /// <summary>True when the signature belongs to this key and this expiry, and the expiry (Unix seconds) has not come.</summary>
    public bool Accepts(string key, long expires, string? signature)
    {
        if (signature is null || expires <= time.GetUtcNow().ToUnixTimeSeconds())
            return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var text = signature.AsSpan();
        if (!Base64Url.IsValid(text, out var length) || length != given.Length)
            return false;
        Base64Url.DecodeFromChars(text, given);
        // Constant time: how much of a guess is right must not show in how long the answer takes.
        return CryptographicOperations.FixedTimeEquals(given, Prove(key, expires));
    }

    // The expiry stands first and holds only digits, so no other key and expiry give the same text.
    private byte[] Prove(string key, long expires) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{expires}\n{key}")));
}
