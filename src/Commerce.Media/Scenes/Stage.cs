using System.Globalization;
using Commerce.Media.Cutout;

namespace Commerce.Media.Scenes;

/// <summary>A set with its colours and the place where the product will stand, ready to be drawn.</summary>
/// <param name="Set">What to draw.</param>
/// <param name="Colours">In which colours.</param>
/// <param name="Product">Where the product will stand, in pixels.</param>
/// <param name="Width">The picture's, in pixels.</param>
/// <param name="Height">The picture's, in pixels.</param>
/// <param name="Seed">Chooses what is left to chance.</param>
internal sealed record Stage(SceneSet Set, SceneColours Colours, PixelBox Product, int Width, int Height, uint Seed)
{
    internal int Side => Math.Min(Width, Height);

    internal double Middle => Product.Left + Product.Width / 2.0;

    /// <summary>1 when shadows fall to the right, -1 when they fall to the left.</summary>
    internal int Lee => Set.Shadow.Slant < 0 ? -1 : 1;

    /// <summary>A number from 0 to 1 that only depends on the seed and which one is asked for.</summary>
    internal double Chance(int which) => NoiseTile.Hash(Seed * 7919 + (uint)which * 31);

    /// <summary>Shapes in the picture's pixels as one SVG document, smaller by a whole factor where asked for.</summary>
    internal string Whole(string shapes, int reduction = 1) => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns='http://www.w3.org/2000/svg' width='{Width / reduction}' height='{Height / reduction}' viewBox='0 0 {Width / reduction * reduction} {Height / reduction * reduction}'>{shapes}</svg>");
}
