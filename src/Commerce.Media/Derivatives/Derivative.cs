namespace Commerce.Media.Derivatives;

/// <summary>One size of a picture.</summary>
/// <param name="Webp">WebP with sRGB pixels and 300 dpi.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record Derivative(byte[] Webp, int Width, int Height);
