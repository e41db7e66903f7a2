using Commerce.Media.Colour;

namespace Commerce.Media.Scenes;

/// <summary>Procedural surfaces: a small change of lightness at a point, as a factor around 1.</summary>
internal static class Materials
{
    /// <summary>Whether the offset makes any difference to a material.</summary>
    internal static bool UseOffset(string material) => material is not ("paper" or "plane" or "fluted");

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
            "concrete" => 1 + 0.07f * noise.Layers(x * 1.9f + offset, y * 2.3f, 4) + 0.018f * noise.At(x * 46, y * 46 + offset) - Pores(x + offset, y),
            "terrazzo" => 1 + 0.02f * noise.Layers(x * 3 + offset, y * 3, 2) + Chips(x + offset, y, 13, 0.34f) + Chips(x + offset + 5.3f, y + 2.7f, 31, 0.3f),
            "marble" => 1 + 0.03f * noise.Layers(x * 1.6f + offset, y * 1.6f, 3) - Veins(noise, x + offset, y),
            "fluted" => Fluted(x),
            "tiles" => Tiles(noise, x + offset, y),
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

    /// <summary>Small round holes that air left in the cement, in every sixth cell.</summary>
    private static float Pores(float x, float y)
    {
        const float Density = 30;
        var (cellX, cellY) = (MathF.Floor(x * Density), MathF.Floor(y * Density));
        var seed = (uint)((int)cellX * 7919 + (int)cellY * 104729);
        if (NoiseTile.Hash(seed + 6) > 0.16f)
        {
            return 0;
        }
        var (dx, dy) = (x * Density - cellX - 0.2f - 0.6f * NoiseTile.Hash(seed), y * Density - cellY - 0.2f - 0.6f * NoiseTile.Hash(seed + 1));
        return Math.Clamp((0.05f + 0.09f * NoiseTile.Hash(seed + 2) - MathF.Sqrt(dx * dx + dy * dy)) * 16, 0, 1) * 0.14f;
    }

    /// <summary>Chips of stone, one to a cell, each with its own size, place and shade.</summary>
    private static float Chips(float x, float y, float density, float strength)
    {
        var (cellX, cellY) = (MathF.Floor(x * density), MathF.Floor(y * density));
        var seed = (uint)((int)cellX * 7919 + (int)cellY * 104729);
        var (dx, dy) = (x * density - cellX - 0.35f - 0.3f * NoiseTile.Hash(seed), y * density - cellY - 0.35f - 0.3f * NoiseTile.Hash(seed + 1));
        var turn = NoiseTile.Hash(seed + 2) * MathF.PI;
        var (sine, cosine) = MathF.SinCos(turn);
        // A chip is what three cuts leave over: straight edges, no two alike.
        var (along, across) = (dx * cosine + dy * sine, dy * cosine - dx * sine);
        var edge = Math.Max(Math.Abs(along) * (1.1f + NoiseTile.Hash(seed + 3)), Math.Max(Math.Abs(across) * 1.9f, Math.Abs(along + across) * 1.2f));
        var size = 0.1f + 0.22f * NoiseTile.Hash(seed + 4);
        return Math.Clamp((size - edge) * 14, 0, 1) * (NoiseTile.Hash(seed + 5) - 0.62f) * strength;
    }

    /// <summary>Veins that all run the same way, bent by the pressure that made them.</summary>
    private static float Veins(NoiseTile noise, float x, float y)
    {
        var bend = 0.5f * noise.Layers(x * 1.4f, y * 1.4f + 4, 4);
        var (along, across) = (x * 0.8f + y * 0.6f, y * 0.8f - x * 0.6f + bend);
        var broad = Math.Abs(noise.At(along * 0.35f, across * 2.1f));
        var fine = Math.Abs(noise.At(along * 0.8f + 31, across * 5.3f + bend * 3));
        var strength = 0.6f + 0.5f * noise.At(along * 1.1f + 7, across * 1.1f);
        return strength * (0.12f * MathF.Exp(-broad * 22) + 0.06f * MathF.Exp(-fine * 26));
    }

    /// <summary>Upright half rounds, lit from the left.</summary>
    private static float Fluted(float x)
    {
        var within = x * 15 - MathF.Floor(x * 15);
        var slope = (within - 0.5f) * 2;
        return 1.02f - 0.075f * slope - 0.2f * slope * slope * slope * slope;
    }

    private static float Tiles(NoiseTile noise, float x, float y)
    {
        const float Across = 7;
        var (cellX, cellY) = (MathF.Floor(x * Across), MathF.Floor(y * Across));
        var (withinX, withinY) = (x * Across - cellX, y * Across - cellY);
        var edge = Math.Min(Math.Min(withinX, 1 - withinX), Math.Min(withinY, 1 - withinY));
        var own = NoiseTile.Hash((uint)((int)cellX * 7919 + (int)cellY * 104729));
        var glaze = 0.07f * (own - 0.5f) + 0.03f * noise.Layers(x * 6 + own * 40, y * 6, 2) + 0.04f * (0.5f - withinY) * own;
        var joint = Math.Clamp((0.03f - edge) * 60, 0, 1);
        return 1 + glaze * (1 - joint) - 0.13f * joint + 0.05f * Math.Clamp((0.06f - edge) * 40, 0, 1) * (1 - joint);
    }
}
