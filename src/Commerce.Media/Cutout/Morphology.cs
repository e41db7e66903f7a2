namespace Commerce.Media.Cutout;

/// <summary>Growing and shrinking yes/no masks, four neighbours; pixels beyond the picture count as their nearest inside.</summary>
internal static class Morphology
{
    /// <summary>Keeps pixels whose neighbours are all marked, as often as asked.</summary>
    internal static bool[] Shrunk(bool[] mask, int width, int steps) => Repeat(mask, width, steps, true);

    /// <summary>Adds pixels with a marked neighbour, as often as asked.</summary>
    internal static bool[] Grown(bool[] mask, int width, int steps) => Repeat(mask, width, steps, false);

    private static bool[] Repeat(bool[] mask, int width, int steps, bool all)
    {
        for (var step = 0; step < steps; step++)
        {
            var next = new bool[mask.Length];
            for (var pixel = 0; pixel < mask.Length; pixel++)
            {
                var x = pixel % width;
                var left = mask[x > 0 ? pixel - 1 : pixel];
                var right = mask[x < width - 1 ? pixel + 1 : pixel];
                var above = mask[pixel >= width ? pixel - width : pixel];
                var below = mask[pixel < mask.Length - width ? pixel + width : pixel];
                next[pixel] = all ? mask[pixel] && left && right && above && below : mask[pixel] || left || right || above || below;
            }
            mask = next;
        }
        return mask;
    }
}
