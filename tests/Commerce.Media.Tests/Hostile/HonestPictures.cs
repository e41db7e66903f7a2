using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Hostile;

/// <summary>One sound file of each accepted format, to be spoilt.</summary>
internal static class HonestPictures
{
    internal static byte[] Jpeg { get; } = Write(picture => picture.ToJpeg());

    internal static byte[] Png { get; } = Write(picture => picture.ToPng());

    internal static byte[] Webp { get; } = Write(picture => picture.ToWebp());

    internal static byte[] Gif { get; } = Gifs.Animation(frames: 1);

    internal static byte[] Avif { get; } = Write(picture => new VipsOperation("heifsave_buffer").Set("in", picture).Choose("compression", "av1").Set("effort", 0).Bytes());

    internal static IEnumerable<(string Format, byte[] Bytes)> All => [("jpeg", Jpeg), ("png", Png), ("webp", Webp), ("gif", Gif), ("avif", Avif)];

    private static byte[] Write(Func<VipsImage, byte[]> encode)
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            return encode(picture);
        }
    }
}
