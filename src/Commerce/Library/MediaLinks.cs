namespace Commerce.Library;

/// <summary>
/// Addresses under which a page shows stored media. Signed and short-lived: a frame without cookies cannot prove itself
/// when the browser asks for a picture, so the address does.
/// </summary>
public sealed class MediaLinks(SignedLinks links)
{
    /// <summary>Path prefix of the endpoint that serves them.</summary>
    public const string Prefix = "/media";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    public string For(string objectKey) => $"{Prefix}/{objectKey}?{links.Sign(objectKey, Lifetime)}";
}
