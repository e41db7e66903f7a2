namespace Commerce.Media.Tests.Hostile;

/// <summary>Sound pixels under headers that mean harm.</summary>
internal static class MetadataTricks
{
    internal static IEnumerable<HostilePicture> All() =>
    [
        new("EXIF whose directory leads to itself", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, .. Entry(0x0112, 3, 1, 0x00010000), 0, 0, 0, 8])),
        new("EXIF with 65,535 entries", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0xFF, 0xFF, .. Entry(0x0112, 3, 1, 0x00010000)])),
        new("EXIF entry of four gigabytes", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, .. Entry(0x927C, 7, -1, 8), 0, 0, 0, 0])),
        new("EXIF entry beyond the file", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, .. Entry(0x010E, 2, 5000, 0x7FFFFFFF), 0, 0, 0, 0])),
        new("EXIF directory beyond the file", Jpegs.Exif([.. "MM"u8, 0, 42, 0x7F, 0xFF, 0xFF, 0xFF])),
        new("EXIF of a kind nobody knows", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, .. Entry(0x0112, 99, 1, 0x00010000), 0, 0, 0, 0])),
        new("EXIF orientation 99", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, .. Entry(0x0112, 3, 1, 99 << 16), 0, 0, 0, 0])),
        new("EXIF directories inside each other", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 2, .. Entry(0x8769, 4, 1, 8), .. Entry(0x8825, 4, 1, 8), 0, 0, 0, 0])),
        new("EXIF resolution divided by zero", Jpegs.Exif([.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, .. Entry(0x011A, 5, 1, 26), 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])),
        new("200 EXIF segments", Jpegs.With([.. Enumerable.Repeat(Jpegs.Segment(0xE1, [.. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, .. new byte[65_000]]), 200)])),
        new("comments of 15 MB", Jpegs.With([.. Enumerable.Repeat(Jpegs.Segment(0xFE, new byte[65_000]), 230)])),
        new("colour profile of 12 MB", Profile(Enumerable.Repeat<byte>(7, 190 * 65_000).ToArray())),
        new("colour profile of one byte", Profile([0])),
        new("colour profile of another machine", Profile([0, 0, 1, 0, .. "lcms"u8, 4, 64, 0, 0, .. "prtrCMYKLab "u8, .. new byte[232]])),
        new("colour profile that tells a wrong size", Profile([0x7F, 0xFF, 0xFF, 0xFF, .. "lcms"u8, 4, 64, 0, 0, .. "mntrRGB XYZ "u8, .. new byte[12], .. "acsp"u8, .. new byte[88], 0xFF, 0xFF, 0xFF, 0xFF])),
        new("colour profile in parts that never come", Jpegs.With(Jpegs.Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 255, 1, 2, 3]))),
        new("colour profile in parts twice", Jpegs.With(Jpegs.Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 2, 1]), Jpegs.Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 2, 1]))),
        new("PNG EXIF whose directory leads to itself", [.. HonestPictures.Png[..33], .. PngChunks.Make("eXIf", [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 8]), .. HonestPictures.Png[33..]]),
        new("PNG with a gamma of nothing", [.. HonestPictures.Png[..33], .. PngChunks.Make("gAMA", [0, 0, 0, 0]), .. HonestPictures.Png[33..]]),
        new("PNG with impossible colours", [.. HonestPictures.Png[..33], .. PngChunks.Make("cHRM", [.. Enumerable.Repeat<byte>(0xFF, 32)]), .. HonestPictures.Png[33..]]),
        new("PNG of 100 frames", MovingPng(100)),
        new("PNG of no frames that promises billions", [.. HonestPictures.Png[..33], .. PngChunks.Make("acTL", [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]), .. HonestPictures.Png[33..]]),
        new("WebP EXIF of one byte", Webps.With(8, "EXIF", [0])),
        new("WebP colour profile of rubbish", Webps.With(32, "ICCP", [.. Enumerable.Repeat<byte>(9, 4096)])),
        new("GIF of 100 frames", Gifs.Animation(100)),
    ];

    private static byte[] Entry(ushort tag, ushort kind, int count, int value) =>
        [(byte)(tag >> 8), (byte)tag, (byte)(kind >> 8), (byte)kind, .. PngChunks.BigEndian(count), .. PngChunks.BigEndian(value)];

    private static byte[] Profile(byte[] profile)
    {
        var parts = profile.Chunk(65_000).ToArray();
        return Jpegs.With([.. parts.Select((part, at) => Jpegs.Segment(0xE2, [.. "ICC_PROFILE\0"u8, (byte)(at + 1), (byte)parts.Length, .. part]))]);
    }

    private static byte[] MovingPng(int frames)
    {
        var (head, rest) = (HonestPictures.Png[..33], HonestPictures.Png[33..^12]);
        var shown = Enumerable.Range(1, frames - 1).SelectMany(frame => (byte[])
        [
            .. PngChunks.Make("fcTL", [.. PngChunks.BigEndian(2 * frame - 1), .. PngChunks.BigEndian(8), .. PngChunks.BigEndian(8), .. new byte[8], 0, 1, 0, 100, 0, 0]),
            .. PngChunks.Make("fdAT", [.. PngChunks.BigEndian(2 * frame), .. PngChunks.Squeezed(8 * 25)]),
        ]);
        return [.. head, .. PngChunks.Make("acTL", [.. PngChunks.BigEndian(frames), 0, 0, 0, 0]), .. rest, .. shown, .. HonestPictures.Png[^12..]];
    }
}
