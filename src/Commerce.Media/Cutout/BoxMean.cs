namespace Commerce.Media.Cutout;

/// <summary>Mean colour of the marked pixels in a square window around any pixel, by summed-area tables.</summary>
internal sealed class BoxMean
{
    private readonly int width;
    private readonly int height;
    private readonly double[] sums;

    internal BoxMean(byte[] rgb, int stride, bool[] marked, int width, int height)
    {
        (this.width, this.height) = (width, height);
        sums = new double[(width + 1) * (height + 1) * 4];
        for (var y = 0; y < height; y++)
        {
            double red = 0, green = 0, blue = 0, count = 0;
            for (var x = 0; x < width; x++)
            {
                var pixel = y * width + x;
                if (marked[pixel])
                {
                    red += rgb[pixel * stride];
                    green += rgb[pixel * stride + 1];
                    blue += rgb[pixel * stride + 2];
                    count++;
                }
                var (cell, above) = (((y + 1) * (width + 1) + x + 1) * 4, (y * (width + 1) + x + 1) * 4);
                sums[cell] = sums[above] + red;
                sums[cell + 1] = sums[above + 1] + green;
                sums[cell + 2] = sums[above + 2] + blue;
                sums[cell + 3] = sums[above + 3] + count;
            }
        }
    }

    /// <summary>The mean, or null when the window holds fewer than <paramref name="least"/> marked pixels.</summary>
    internal (float Red, float Green, float Blue)? At(int x, int y, int radius, int least = 2)
    {
        var (left, top) = (Math.Max(0, x - radius), Math.Max(0, y - radius));
        var (right, bottom) = (Math.Min(width, x + radius + 1), Math.Min(height, y + radius + 1));
        var count = Sum(left, top, right, bottom, 3);
        if (count < least)
        {
            return null;
        }
        return ((float)(Sum(left, top, right, bottom, 0) / count),
            (float)(Sum(left, top, right, bottom, 1) / count),
            (float)(Sum(left, top, right, bottom, 2) / count));
    }

    private double Sum(int left, int top, int right, int bottom, int part)
    {
        var wide = width + 1;
        return sums[(bottom * wide + right) * 4 + part] - sums[(top * wide + right) * 4 + part]
            - sums[(bottom * wide + left) * 4 + part] + sums[(top * wide + left) * 4 + part];
    }
}
