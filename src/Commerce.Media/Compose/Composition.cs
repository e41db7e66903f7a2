using Commerce.Media.Cutout;
using Commerce.Media.Fidelity;

namespace Commerce.Media.Compose;

/// <summary>A finished picture.</summary>
/// <param name="Jpeg">JPEG with sRGB pixels, 300 dpi and its digital source type.</param>
/// <param name="Thumbnail">WebP, 480 pixels wide or high at most.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Measured">How exactly the source's product pixels survive in the encoded file.</param>
/// <param name="Kind">How the product was separated; <see cref="CutoutKind.Framed"/> means the whole photo is shown.</param>
/// <param name="Confidence">The cut-out's confidence, 0 to 1.</param>
/// <param name="Scale">Picture pixels per source pixel.</param>
/// <param name="Description">What was made, in words, for the record.</param>
public sealed record Composition(
    byte[] Jpeg, byte[] Thumbnail, int Width, int Height, FidelityReport Measured, CutoutKind Kind, double Confidence, double Scale, string Description)
{
    /// <summary>0 to 1, of <see cref="Measured"/>; 0 when too little of the product is left to be seen.</summary>
    public double Fidelity => Measured.Score ?? 0;
}
