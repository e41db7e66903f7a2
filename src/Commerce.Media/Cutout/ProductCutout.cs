namespace Commerce.Media.Cutout;

/// <summary>A product's pixels with soft transparency around them.</summary>
/// <param name="Kind">How it was separated.</param>
/// <param name="Rgba">Interleaved 8-bit sRGB with straight alpha, rows top to bottom; width × height × 4 bytes.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Box">The smallest area holding everything visible.</param>
/// <param name="Confidence">0 to 1, how far the cut can be trusted; below <see cref="ProductCutter.LeastConfidence"/> the whole picture is kept instead.</param>
/// <param name="Touches">Which sides of the source picture cut through the product.</param>
public sealed record ProductCutout(CutoutKind Kind, byte[] Rgba, int Width, int Height, PixelBox Box, double Confidence, PictureSides Touches)
{
    /// <summary>Transparency alone, one byte a pixel.</summary>
    public byte[] Alpha()
    {
        var alpha = new byte[Width * Height];
        for (var index = 0; index < alpha.Length; index++)
        {
            alpha[index] = Rgba[index * 4 + 3];
        }
        return alpha;
    }
}
