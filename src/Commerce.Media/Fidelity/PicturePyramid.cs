using Commerce.Media.Vips;

namespace Commerce.Media.Fidelity;

/// <summary>A picture at full, half, quarter … size, so that it can be read at any scale without jagged edges.</summary>
internal sealed class PicturePyramid
{
    /// <summary>Longest side looked at, in pixels; larger pictures are scaled down first.</summary>
    internal const int Side = 1024;

    private readonly List<ColourPlanes> levels;

    internal PicturePyramid(VipsImage picture)
    {
        using var opaque = picture.HasAlpha ? picture.Flatten(255, 255, 255) : picture.Copy();
        levels = [ColourPlanes.From(opaque.ToBytes(), picture.Width, picture.Height, 3)];
        while (Math.Min(levels[^1].Width, levels[^1].Height) >= 16)
        {
            levels.Add(levels[^1].Halved());
        }
    }

    internal int Width => levels[0].Width;

    internal int Height => levels[0].Height;

    /// <summary>The level to read from at steps of so many pixels, and how many of the picture's pixels one of its own is.</summary>
    internal (ColourPlanes Planes, double Reduction) At(double step)
    {
        var level = Math.Clamp((int)Math.Floor(Math.Log2(Math.Max(1, step)) + 0.25), 0, levels.Count - 1);
        return (levels[level], Math.Pow(2, level));
    }
}
