namespace Commerce.Review;

/// <summary>An asset and the bytes a reviewer had before them.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record SeenAsset(Guid AssetId, string Sha256)
{
    private const int HashLength = 64;

    public override string ToString() => $"{AssetId:N}.{Sha256}";

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static SeenAsset? Parse(string? text)
    {
        var parts = text?.Split('.') ?? [];
        return parts is [var id, { Length: HashLength } sha256] && Guid.TryParseExact(id, "N", out var assetId) ? new SeenAsset(assetId, sha256) : null;
    }
}
