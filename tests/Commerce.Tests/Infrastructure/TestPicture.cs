using Commerce.Media.Vips;

namespace Commerce.Tests.Infrastructure;

internal static class TestPicture
{
    /// <summary>A plain picture of one colour.</summary>
    public static byte[] Png(int width, int height)
    {
        using var image = VipsImage.Solid(width, height, 200, 120, 40);
        return image.ToPng();
    }
}
