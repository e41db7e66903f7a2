using Commerce.Media.Cutout;
using Commerce.Media.Probe;

namespace Commerce.Media.Compose;

/// <summary>Compares the product in a finished, encoded picture with the source it came from.</summary>
public static class Fidelity
{
    /// <summary>
    /// 1 minus the mean difference of the pixels well inside the product, where full scale is a quarter of the 8-bit range.
    /// The source is scaled to the product's size first, nothing else.
    /// </summary>
    internal static double Measure(byte[] encoded, PlacedProduct product)
    {
        using var decoded = PictureIngest.Read(encoded);
        var pixels = decoded.ToBytes();
        return Measure(pixels, decoded.Width, decoded.Height, product);
    }

    internal static double Measure(byte[] pixels, int width, int height, PlacedProduct product)
    {
        var box = product.Box;
        var margin = (int)Math.Ceiling(product.Scale * 2) + 1;
        long difference = 0, count = 0;
        for (var row = margin; row < box.Height - margin; row += 2)
        {
            var y = box.Top + row;
            for (var column = margin; column < box.Width - margin && y >= 0 && y < height; column += 2)
            {
                var x = box.Left + column;
                if (x < 0 || x >= width || !Inside(product.Rgba, box, column, row, margin))
                {
                    continue;
                }
                var (from, to) = ((row * box.Width + column) * 4, (y * width + x) * 3);
                difference += Math.Abs(product.Rgba[from] - pixels[to]) + Math.Abs(product.Rgba[from + 1] - pixels[to + 1]) + Math.Abs(product.Rgba[from + 2] - pixels[to + 2]);
                count += 3;
            }
        }
        return count == 0 ? 0 : Math.Clamp(1 - difference / (double)count / 64, 0, 1);
    }

    private static bool Inside(byte[] rgba, PixelBox box, int column, int row, int margin) =>
        Opaque(rgba, box, column, row) && Opaque(rgba, box, column - margin, row) && Opaque(rgba, box, column + margin, row)
        && Opaque(rgba, box, column, row - margin) && Opaque(rgba, box, column, row + margin);

    private static bool Opaque(byte[] rgba, PixelBox box, int column, int row) => rgba[(row * box.Width + column) * 4 + 3] == 255;
}
