namespace Commerce.Media.Cutout;

/// <summary>Mean colour of the marked pixels in a square window around any pixel.</summary>
internal sealed class NearbyColour(byte[] rgb, bool[] marked, int width, int height)
{
    /// <summary>The mean, or null when the window holds fewer than two marked pixels.</summary>
    internal (float Red, float Green, float Blue)? At(int x, int y, int radius)
    {
        var (red, green, blue, count) = (0, 0, 0, 0);
        for (var row = Math.Max(0, y - radius); row <= Math.Min(height - 1, y + radius); row++)
        {
            for (var pixel = row * width + Math.Max(0, x - radius); pixel <= row * width + Math.Min(width - 1, x + radius); pixel++)
            {
                if (marked[pixel])
                {
                    (red, green, blue, count) = (red + rgb[pixel * 3], green + rgb[pixel * 3 + 1], blue + rgb[pixel * 3 + 2], count + 1);
                }
            }
        }
        return count < 2 ? null : (red / (float)count, green / (float)count, blue / (float)count);
    }
}
