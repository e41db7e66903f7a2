using Commerce.Media.Colour;

namespace Commerce.Media.Scenes;

/// <summary>Procedural surfaces: a small change of lightness at a point, as a factor around 1.</summary>
internal static class Materials
{
    /// <summary>The surface at a point; one unit is about the product's width.</summary>
    internal static float Shade(string material, float x, float y, float offset)
    {
        var noise = NoiseTile.Shared;
        return material switch
        {
            "plaster" => 1 + 0.018f * noise.Layers(x * 3 + offset, y * 3, 4) + 0.008f * noise.At(x * 60, y * 60),
            "wood" => Wood(noise, x, y, offset),
            "stone" => 1 + 0.05f * noise.Layers(x * 3.1f + offset, y * 3.1f, 5) + Speckle(noise, x, y, 0.035f) - Vein(noise, x + offset, y),
            "linen" => 1 + 0.03f * noise.At(x * 190 + offset, y * 12) + 0.03f * noise.At(x * 12, y * 190 + offset) + 0.045f * noise.Layers(x * 2.2f + offset, y * 1.4f, 3),
            "sand" => 1 + 0.05f * MathF.Sin((y * 16 + noise.Layers(x * 2 + offset, y * 2, 3) * 5)) * (0.5f + 0.5f * noise.At(x * 1.3f, y * 1.3f + offset)) + Speckle(noise, x, y, 0.06f),
            "snow" => 1 + 0.035f * noise.Layers(x * 2.4f + offset, y * 4.5f, 4) + Speckle(noise, x, y, 0.02f),
            _ => 1,
        };
    }

    /// <summary>The colour of a shade of a material: dark places keep their hue.</summary>
    internal static Rgb Tint(Rgb colour, float factor)
    {
        var warm = 1 + (factor - 1) * 1.1f;
        return new Rgb(colour.Red * factor, colour.Green * factor, colour.Blue * (2 * factor - warm));
    }

    private static float Wood(NoiseTile noise, float x, float y, float offset)
    {
        var board = MathF.Floor(y * 2.6f + offset);
        var within = y * 2.6f + offset - board;
        var own = NoiseTile.Hash((uint)(int)(board * 131 + 77));
        var along = x * 1.1f + own * 31;
        var warp = noise.Layers(along * 0.8f, y * 2.4f + own * 9, 2) * 0.55f;
        var rings = MathF.Sin((within * 5.5f + warp * 3.2f + own * 6) * MathF.PI * 2);
        var fibres = noise.At(along * 5, y * 150 + own * 50) * 0.6f + noise.At(along * 17, y * 330) * 0.4f;
        var seam = Math.Min(within, 1 - within) < 0.012f ? -0.32f : 0;
        return 1 + 0.05f * rings + 0.075f * fibres + (own - 0.5f) * 0.13f + seam;
    }

    private static float Speckle(NoiseTile noise, float x, float y, float strength)
    {
        var speck = noise.At(x * 210, y * 210);
        return speck > 0.55f ? (speck - 0.55f) * strength * 2 : speck < -0.6f ? (speck + 0.6f) * strength * 3 : 0;
    }

    private static float Vein(NoiseTile noise, float x, float y)
    {
        var ridge = Math.Abs(noise.Layers(x * 1.7f, y * 2.2f, 4));
        return ridge < 0.03f ? (0.03f - ridge) * 2.0f : 0;
    }
}
