namespace Commerce.Media.Cutout;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The smallest box around all values above a threshold; empty when there are none.</summary>
    public static PixelBox Around(ReadOnlySpan<byte> values, int width, int height, byte threshold = 8)
    {
        var (left, top, right, bottom) = (width, height, -1, -1);
        for (var y = 0; y < height; y++)
        {
            var row = values.Slice(y * width, width);
            var first = row.IndexOfAnyExceptInRange(byte.MinValue, threshold);
            if (first < 0)
            {
                continue;
            }
            left = Math.Min(left, first);
            right = Math.Max(right, row.LastIndexOfAnyExceptInRange(byte.MinValue, threshold));
            top = Math.Min(top, y);
            bottom = y;
        }
        return right < 0 ? default : new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }
}
