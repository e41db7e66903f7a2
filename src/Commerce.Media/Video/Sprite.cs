namespace Commerce.Media.Video;

/// <summary>A texture with a place of its own, drawn as one piece: product and shadow in one sprite can never drift apart.</summary>
/// <param name="Texture">Its pixels.</param>
/// <param name="AnchorX">Texture column that is put at the wished place.</param>
/// <param name="AnchorY">Texture row that is put at the wished place.</param>
/// <param name="Density">Texture pixels per film pixel at scale 1.</param>
internal sealed record Sprite(Texture Texture, float AnchorX, float AnchorY, float Density = 1)
{
    /// <summary>The sprite with its anchor at a place in film pixels.</summary>
    /// <param name="squeeze">Its width as a share of the natural one, as a thing shows that turns away.</param>
    internal Painting At(float x, float y, float scale = 1, float opacity = 1, float squeeze = 1) => new PlacedSprite(this, x, y, scale, opacity, squeeze);
}
