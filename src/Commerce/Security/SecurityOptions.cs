using System.ComponentModel.DataAnnotations;

namespace Commerce.Security;

/// <summary>Keys of this installation; never the client secret, so that nothing signed here can pass as Shopify's.</summary>
public sealed class SecurityOptions : IValidatableObject
{
    public const string Section = "Security";

    /// <summary>32 bytes in base64; encrypts tokens at rest.</summary>
    [Required]
    public string EncryptionKey { get; set; } = string.Empty;

    /// <summary>Name of the key above, stored with what it encrypted.</summary>
    [Required]
    public string EncryptionKeyId { get; set; } = "1";

    /// <summary>Keys before this one by their names, in the same form; kept until nothing they sealed is left (a day's round).</summary>
    public Dictionary<string, string> OldEncryptionKeys { get; } = [];

    /// <summary>At least 32 characters; signs the short-lived addresses of media.</summary>
    [Required]
    [MinLength(32)]
    public string LinkKey { get; set; } = string.Empty;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsKey(EncryptionKey))
        {
            yield return new ValidationResult("Security:EncryptionKey must be 32 bytes in base64.", [nameof(EncryptionKey)]);
        }

        foreach (var (name, key) in OldEncryptionKeys)
        {
            if (!IsKey(key) || name == EncryptionKeyId)
            {
                yield return new ValidationResult($"Security:OldEncryptionKeys:{name} must be 32 bytes in base64 under another name than the newest key's.", [nameof(OldEncryptionKeys)]);
            }
        }
    }

    private static bool IsKey(string text) => Convert.TryFromBase64String(text, new byte[64], out var length) && length == SecretBox.KeyBytes;
}
