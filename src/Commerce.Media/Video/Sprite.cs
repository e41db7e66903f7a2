using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>A texture with a place of its own, drawn as one piece: product and shadow in one sprite can never drift apart.</summary>
/// <param name="Texture">Its pixels.</param>
/// <param name="AnchorX">Texture column that is put at the wished place.</param>
/// <param name="AnchorY">Texture row that is put at the wished place.</param>
/// <param name="Density">Texture pixels per film pixel at scale 1.</param>
internal sealed record Sprite(Texture Texture, float AnchorX, float AnchorY, float Density = 1)
{
    /// <summary>Draws the sprite's part of one film row, its anchor at a place in film pixels.</summary>
    /// <param name="squeeze">Its width as a share of the natural one, as a thing shows that turns away.</param>
    internal void Draw(Span<Vector128<float>> row, int y, float placeX, float placeY, float scale = 1, float opacity = 1, float squeeze = 1)
    {
        var step = Density / scale;
        var across = step / squeeze;
        Sampler.Over(Texture, row, AnchorY + (y + 0.5f - placeY) * step - 0.5f, AnchorX + (0.5f - placeX) * across - 0.5f, across, opacity);
    }
}
