namespace Commerce.Media.Cutout;

/// <summary>Connected regions of a yes/no mask, four neighbours.</summary>
internal static class Regions
{
    /// <summary>All regions of pixels that are true, each as its pixel indices.</summary>
    internal static List<int[]> Of(bool[] mask, int width, int height)
    {
        var regions = new List<int[]>();
        var seen = new bool[mask.Length];
        var stack = new Stack<int>();
        var pixels = new List<int>();
        for (var start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || seen[start])
            {
                continue;
            }
            pixels.Clear();
            seen[start] = true;
            stack.Push(start);
            while (stack.TryPop(out var pixel))
            {
                pixels.Add(pixel);
                Visit(pixel, mask, seen, stack, width, height);
            }
            regions.Add([.. pixels]);
        }
        return regions;
    }

    private static void Visit(int pixel, bool[] mask, bool[] seen, Stack<int> stack, int width, int height)
    {
        var x = pixel % width;
        ReadOnlySpan<int> neighbours =
        [
            x > 0 ? pixel - 1 : -1,
            x < width - 1 ? pixel + 1 : -1,
            pixel >= width ? pixel - width : -1,
            pixel < width * (height - 1) ? pixel + width : -1,
        ];
        foreach (var neighbour in neighbours)
        {
            if (neighbour >= 0 && mask[neighbour] && !seen[neighbour])
            {
                seen[neighbour] = true;
                stack.Push(neighbour);
            }
        }
    }
}
