using System.Security.Cryptography;

namespace Commerce.Publishing;

/// <summary>Proves that a stored file is, byte for byte, the one that was approved.</summary>
internal static class ApprovedBytes
{
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static async Task VerifyAsync(Stream content, string sha256, CancellationToken cancellationToken)
    {
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != sha256)
        {
            throw new InvalidDataException("The stored file is not the one that was approved.");
        }
    }
}
