namespace Commerce.Media.Tests.Hostile;

/// <summary>Small files that ask for much memory or much time.</summary>
internal static class PixelBombs
{
    private static readonly (int Width, int Height)[] Claims =
    [
        (30_000, 30_000), (65_535, 65_535), (8_000, 6_500), (20_001, 16), (16, 20_001), (50_000_001, 1), (int.MaxValue, 1), (int.MaxValue, int.MaxValue),
        (-1, 100), (0, 0), (0, 100), (1, 1), (15, 4000),
    ];

    private static readonly (ushort Width, ushort Height)[] Frames = [(65_500, 65_500), (65_500, 1_000), (9_000, 9_000), (65_500, 1)];
    private static readonly ushort[] Screens = [65_535, 9_000, 7_000];

    internal static IEnumerable<HostilePicture> All() =>
    [
        .. Claims.Select(claim => new HostilePicture($"PNG that claims {claim.Width} by {claim.Height}", Pictures.PngClaiming(claim.Width, claim.Height))),
        Squeezed("49 megapixels in three bytes each", 7_000, 7_000, depth: 8, colour: 2, pixelBits: 24),
        Squeezed("49 megapixels in four bytes each", 7_000, 7_000, depth: 8, colour: 6, pixelBits: 32),
        Squeezed("49 megapixels in eight bytes each", 7_000, 7_000, depth: 16, colour: 6, pixelBits: 64),
        Squeezed("49 megapixels in one bit each", 7_000, 7_000, depth: 1, colour: 0, pixelBits: 1),
        Squeezed("a strip of 20,000 by 2,000", 20_000, 2_000, depth: 8, colour: 6, pixelBits: 32),
        new("PNG whose pixel data goes on for a gigabyte", PngChunks.File(PngChunks.Header(100, 100), PngChunks.Make("IDAT", PngChunks.Squeezed(1L << 30)))),
        new("PNG whose colour profile unfolds to 256 MB", WithChunk("iCCP", [.. "p\0\0"u8, .. PngChunks.Squeezed(256 << 20)])),
        new("PNG whose comment unfolds to 256 MB", WithChunk("zTXt", [.. "Comment\0\0"u8, .. PngChunks.Squeezed(256 << 20)])),
        new("PNG whose long comment unfolds to 256 MB", WithChunk("iTXt", [.. "Comment\0\u0001\0\0\0"u8, .. PngChunks.Squeezed(256 << 20)])),
        new("PNG with 20,000 comments", WithMany(20_000)),
        .. Frames.Select(size => new HostilePicture($"JPEG that claims {size.Width} by {size.Height}", Jpegs.Claiming(size.Width, size.Height))),
        new("JPEG of 36 megapixels in 5,000 scans", Jpegs.ManyScans(6_000, 6_000, 5_000)),
        .. Screens.Select(side => new HostilePicture($"GIF with a screen of {side} by {side}", Gifs.OnScreen(side, side))),
        new("GIF of 5,000 frames", Gifs.Animation(5_000)),
        new("GIF with a comment of 8 MB", Gifs.With(Gifs.Comment(new byte[8 << 20]))),
        new("WebP that claims 16,384 by 16,384", Webps.Claiming(16_384, 16_384)),
        new("WebP of 100 frames", Webps.Animation(100)),
        new("AVIF that claims 65,535 by 65,535", Heifs.Claiming(65_535, 65_535)),
        new("AVIF that claims more than its pixels", Heifs.Claiming(6_000, 6_000)),
    ];

    private static HostilePicture Squeezed(string what, int width, int height, byte depth, byte colour, int pixelBits) =>
        new($"PNG of {what}", PngChunks.File(PngChunks.Header(width, height, depth, colour),
            PngChunks.Make("IDAT", PngChunks.Squeezed(((long)width * pixelBits + 7) / 8 * height + height))));

    private static byte[] WithChunk(string type, byte[] body) => [.. HonestPictures.Png[..33], .. PngChunks.Make(type, body), .. HonestPictures.Png[33..]];

    private static byte[] WithMany(int count) =>
        [.. HonestPictures.Png[..33], .. Enumerable.Repeat(PngChunks.Make("tEXt", [.. "a\0b"u8]), count).SelectMany(chunk => chunk), .. HonestPictures.Png[33..]];
}
