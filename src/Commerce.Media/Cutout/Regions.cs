using System.Buffers;

namespace Commerce.Media.Cutout;

/// <summary>Connected regions of a yes/no mask, four neighbours.</summary>
internal static class Regions
{
    /// <summary>All regions of pixels that are true, each as its pixel indices.</summary>
    internal static List<int[]> Of(bool[] mask, int width, int height)
    {
        var regions = new List<int[]>();
        var left = (bool[])mask.Clone();
        var (stack, pixels) = (ArrayPool<int>.Shared.Rent(mask.Length), ArrayPool<int>.Shared.Rent(mask.Length));
        for (var start = Array.IndexOf(left, true); start >= 0; start = Array.IndexOf(left, true, start))
        {
            regions.Add(pixels[..Take(start, left, stack, pixels, width, height)]);
        }
        ArrayPool<int>.Shared.Return(stack);
        ArrayPool<int>.Shared.Return(pixels);
        return regions;
    }

    /// <summary>Takes the region around a pixel out of those left; says how many pixels it has.</summary>
    private static int Take(int start, bool[] left, int[] stack, int[] pixels, int width, int height)
    {
        var (waiting, taken) = (0, 0);
        Visit(start);
        while (waiting > 0)
        {
            var pixel = stack[--waiting];
            pixels[taken++] = pixel;
            var x = pixel % width;
            if (x > 0)
            {
                Visit(pixel - 1);
            }
            if (x < width - 1)
            {
                Visit(pixel + 1);
            }
            if (pixel >= width)
            {
                Visit(pixel - width);
            }
            if (pixel < width * (height - 1))
            {
                Visit(pixel + width);
            }
        }
        return taken;

        void Visit(int pixel)
        {
            if (left[pixel])
            {
                left[pixel] = false;
                stack[waiting++] = pixel;
            }
        }
    }
}
