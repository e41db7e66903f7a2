using Commerce.Media.Colour;
using Commerce.Media.Cutout;

namespace Commerce.Media.Compose;

/// <summary>What a product looks like along its outline, where it meets the background.</summary>
internal static class ProductLook
{
    /// <summary>The mean colour of the opaque pixels close to the outline.</summary>
    internal static Oklab Rim(ProductCutout cutout)
    {
        var (width, height) = (cutout.Width, cutout.Height);
        float l = 0, a = 0, b = 0;
        var count = 0;
        for (var y = 6; y < height - 6; y++)
        {
            for (var x = 6; x < width - 6; x++)
            {
                var at = (y * width + x) * 4;
                if (cutout.Rgba[at + 3] < 250 || !NearEdge(cutout.Rgba, at, width))
                {
                    continue;
                }
                var colour = Oklab.FromBytes(cutout.Rgba[at], cutout.Rgba[at + 1], cutout.Rgba[at + 2]);
                (l, a, b, count) = (l + colour.L, a + colour.A, b + colour.B, count + 1);
            }
        }
        return count == 0 ? new Oklab(0.5f, 0, 0) : new Oklab(l / count, a / count, b / count);
    }

    private static bool NearEdge(byte[] rgba, int at, int width) =>
        rgba[at - 6 * 4 + 3] < 40 || rgba[at + 6 * 4 + 3] < 40 || rgba[at - 6 * width * 4 + 3] < 40 || rgba[at + 6 * width * 4 + 3] < 40;
}
