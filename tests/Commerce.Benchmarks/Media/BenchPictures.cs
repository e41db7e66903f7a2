using Commerce.Media.Vips;

namespace Commerce.Benchmarks.Media;

/// <summary>Pictures to work on, drawn by us: soft shapes with fine grain, about as hard to encode as photographs.</summary>
internal static class BenchPictures
{
    /// <summary>A JPEG at quality 90.</summary>
    public static byte[] Photo(int width, int height)
    {
        using var drawn = Photograph(width, height);
        return drawn.ToJpeg(90, fineColour: false);
    }

    /// <summary>A product alone before a plain wall, as a JPEG: something that can be cut out.</summary>
    public static byte[] Product(int side)
    {
        using var drawn = VipsImage.FromSvg($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 1000 1000">
              <defs><linearGradient id="wall" x2="0" y2="1"><stop stop-color="#f4f2ef"/><stop offset="1" stop-color="#e3dfda"/></linearGradient>
                <linearGradient id="glass"><stop stop-color="#16404a"/><stop offset=".4" stop-color="#2f7f8d"/><stop offset="1" stop-color="#0f2f38"/></linearGradient></defs>
              <rect width="1000" height="1000" fill="url(#wall)"/>
              <path d="M430 120h140v150q110 60 110 190v400q0 40-40 40H360q-40 0-40-40V460q0-130 110-190z" fill="url(#glass)"/>
              <rect x="420" y="90" width="160" height="70" rx="12" fill="#2b2320"/>
              <rect x="322" y="520" width="356" height="250" fill="#efe4cf"/>
              <g fill="#8a2f22"><circle cx="500" cy="600" r="48"/><rect x="370" y="680" width="260" height="14"/><rect x="400" y="715" width="200" height="10"/></g>
            </svg>
            """);
        using var flat = drawn.HasAlpha ? drawn.Flatten(255, 255, 255) : drawn.Copy();
        return Grained(flat, 2).ToJpeg(92);
    }

    private static VipsImage Photograph(int width, int height)
    {
        var random = new Random(12);
        var (w, h) = (width / 40, height / 40);
        var coarse = new byte[w * h * 3];
        random.NextBytes(coarse);
        using var small = VipsImage.FromBytes(coarse, w, h, 3);
        using var soft = small.Blur(1.2);
        using var large = soft.ResizeTo(width, height, "cubic");
        return Grained(large, 5);
    }

    private static VipsImage Grained(VipsImage picture, int strength)
    {
        var random = new Random(31);
        var pixels = picture.ToBytes();
        var grain = new byte[pixels.Length / picture.Bands];
        random.NextBytes(grain);
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = (byte)Math.Clamp(pixels[at] + grain[at / picture.Bands] % (2 * strength + 1) - strength, 0, 255);
        }
        using var raw = VipsImage.FromBytes(pixels, picture.Width, picture.Height, picture.Bands);
        return raw.Interpreted("srgb");
    }
}
