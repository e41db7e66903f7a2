using Commerce.Media.Colour;

namespace Commerce.Media.Video.Films;

/// <summary>A soft round light on a ground, painted once at an eighth of the size and moved with the camera.</summary>
internal static class Glow
{
    private const int Reduction = 8;

    /// <param name="x">Middle across, 0 to 1.</param>
    /// <param name="y">Middle down, 0 to 1.</param>
    /// <param name="reach">Shares of the longer side at which half the light is left.</param>
    internal static Layer Layer(FilmLayout layout, Rgb light, Rgb dark, float x, float y, float reach, Func<float, float> drift)
    {
        var (width, height) = (layout.Width / Reduction + 24, layout.Height / Reduction + 2);
        var pixels = new byte[width * height * 3];
        var far = Math.Max(width, height) * reach;
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (across, down) = (column - width * x, row - height * y);
                var share = MathF.Exp(-(across * across + down * down) / (far * far));
                var colour = dark.Mix(light, share);
                // A little noise hides the steps that 8 bits would show.
                var noise = Scenes.NoiseTile.Hash((uint)(row * width + column)) - 0.5f;
                var at = (row * width + column) * 3;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (Eight(colour.Red, noise), Eight(colour.Green, noise), Eight(colour.Blue, noise));
            }
        }
        var texture = Texture.FromRgb(pixels, width, height);
        return time =>
        {
            var left = 12 + drift(time) * 12;
            return new Drawn((y, row, columns) => Sampler.Fill(texture, row, y / (float)Reduction, left, 1f / Reduction, columns), (texture, left), opaque: true);
        };
    }

    private static byte Eight(float part, float noise) => (byte)Math.Clamp(part * 255 + 0.5f + noise, 0, 255);
}
