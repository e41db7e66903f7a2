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

    /// <summary>At least 32 characters; signs the short-lived addresses of media.</summary>
    [Required]
    [MinLength(32)]
    public string LinkKey { get; set; } = string.Empty;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var bytes = new byte[64];
        if (!Convert.TryFromBase64String(EncryptionKey, bytes, out var length) || length != SecretBox.KeyBytes)
        {
            yield return new ValidationResult("Security:EncryptionKey must be 32 bytes in base64.", [nameof(EncryptionKey)]);
        }
    }
}
