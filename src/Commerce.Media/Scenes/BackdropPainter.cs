using Commerce.Media.Colour;
using Commerce.Media.Compose;
using Commerce.Media.Cutout;
using Commerce.Media.Vips;

namespace Commerce.Media.Scenes;

/// <summary>Paints wall, floor and light. Works at half size, because a background a little out of focus has no finer detail.</summary>
internal static class BackdropPainter
{
    private const int LightStep = 8;
    private const int RollSteps = 4096;
    private static readonly float[] Rolled = RollOff();

    /// <param name="shapes">SVG of the set's shapes at half the size; they are as far from the focus as the wall.</param>
    internal static Canvas Paint(SceneSet set, SceneColours colours, int width, int height, long seed, string? shapes = null)
    {
        var key = BackdropKey.Of(set, colours, width, height, seed, shapes);
        return new Canvas(BackdropCache.Shared.Of(key, () => Pixels(set, colours, width, height, seed, shapes)), width, height);
    }

    private static byte[] Pixels(SceneSet set, SceneColours colours, int width, int height, long seed, string? shapes)
    {
        var (w, h) = (width / 2, height / 2);
        var pixels = new byte[w * h * 3];
        using var pattern = set.Pattern is null ? null : LightPattern.Render(set.Pattern, w, h, seed);
        var shade = pattern?.ToBytes();
        var offset = NoiseTile.Hash((uint)seed) * 64;
        Parallel.For(0, h, new ParallelOptions { MaxDegreeOfParallelism = 2 }, y => Row(set, colours, pixels, shade, w, h, y, offset));
        if (shapes is not null)
        {
            using var drawn = VipsImage.FromSvg(shapes);
            new Canvas(pixels, w, h).Lay(drawn.ToBytes(), new PixelBox(0, 0, w, h));
        }
        using var small = VipsImage.FromBytes(pixels, w, h, 3);
        using var named = small.Interpreted("srgb");
        using var large = named.ResizeTo(width, height, "cubic");
        return large.ToBytes();
    }

    private static void Row(SceneSet set, SceneColours colours, byte[] pixels, byte[]? shade, int w, int h, int y, float offset)
    {
        var v = (y + 0.5f) / h;
        var soft = Math.Max(set.Floor.Softness, 0.5f / h);
        var blend = Smooth((v - set.Horizon) / soft + 0.5f);
        var depth = 0.34f / Math.Max(0.02f, v - set.Horizon + 0.16f);
        var (light, next) = (0f, 0f);
        for (var x = 0; x < w; x++)
        {
            // Light changes slowly, so it is worked out at every eighth pixel and runs evenly between.
            if (x % LightStep == 0)
            {
                light = x == 0 ? LightAt(0) : next;
                next = LightAt(x + LightStep);
            }
            var u = (x + 0.5f) / w;
            var across = (u - 0.5f) * w / h;
            var colour = blend < 1 ? Materials.Tint(colours.Wall, Materials.Shade(set.Wall.Material, across + 3, v, offset)) : default;
            if (blend > 0)
            {
                var floor = Materials.Tint(colours.Floor, Materials.Shade(set.Floor.Material, across * depth * 1.6f + 9, depth * 2.2f, offset));
                colour = blend >= 1 ? floor : colour.Mix(floor, blend);
            }
            colour = Glow(set, colours, colour, u, v, (float)w / h, 1 - blend);
            var strength = set.Pattern?.Strength ?? 0;
            var patterned = shade is null ? 1 : 1 - strength * (1 - shade[y * w + x] / 255f);
            Put(pixels, (y * w + x) * 3, colour, (light + (next - light) * (x % LightStep) / LightStep) * patterned, set.Light.Warmth * (patterned - 1 + strength * 0.5f), (uint)(y * w + x));
        }

        float LightAt(int x) => Light(set, ((x + 0.5f) / w - 0.5f) * w / h, (x + 0.5f) / w, v, blend);
    }

    private static Rgb Glow(SceneSet set, SceneColours colours, Rgb colour, float u, float v, float shape, float wall)
    {
        for (var index = 0; index < colours.Glows.Count && wall > 0; index++)
        {
            var glow = set.Glows![index];
            var (dx, dy) = ((u - glow.X) * shape, v - glow.Y);
            colour = colour.Mix(colours.Glows[index], wall * MathF.Exp(-(dx * dx + dy * dy) / (glow.Reach * glow.Reach)));
        }
        return colour;
    }

    private static float Light(SceneSet set, float across, float u, float v, float floor)
    {
        var look = set.Light;
        var (dx, dy) = (across - (look.X - 0.5f), v - look.Y);
        var distance = (dx * dx + dy * dy) / (look.Reach * look.Reach);
        var centre = look.Strength * MathF.Exp(-distance);
        var corner = (u - 0.5f) * (u - 0.5f) + (v - 0.5f) * (v - 0.5f);
        var line = floor > 0.5f ? 1 : 1 - 0.05f * Smooth((v - set.Horizon + 0.12f) / 0.12f) * (set.Floor.Material == "paper" ? 0 : 1);
        return (1 - look.Strength * 0.45f + centre) * (1 - look.Fall * corner * 2) * line;
    }

    private static void Put(byte[] pixels, int at, Rgb colour, float light, float warmth, uint index)
    {
        // A little noise hides the steps that 8 bits would show in a smooth gradient.
        var dither = NoiseTile.Hash(index) - 0.5f;
        pixels[at] = Clip(colour.Red * light * (1 + warmth), dither);
        pixels[at + 1] = Clip(colour.Green * light, dither);
        pixels[at + 2] = Clip(colour.Blue * light * (1 - warmth), dither);
    }

    private static byte Clip(float value, float dither) =>
        (byte)Math.Clamp(Rolled[Math.Clamp((int)(value * RollSteps), 0, Rolled.Length - 1)] + 0.5f + dither, 0, 255);

    /// <summary>Highlights roll off instead of clipping to flat white.</summary>
    private static float[] RollOff() => [.. Enumerable.Range(0, RollSteps * 2).Select(step => (step + 0.5f) / RollSteps)
        .Select(value => 255 * (value <= 0.92f ? value : 0.92f + 0.08f * (1 - MathF.Exp(-(value - 0.92f) / 0.08f))))];

    private static float Smooth(float t)
    {
        var clipped = Math.Clamp(t, 0, 1);
        return clipped * clipped * (3 - 2 * clipped);
    }
}
