namespace Commerce.Media.Probe;

/// <summary>Names a picture's format by its first bytes.</summary>
public static class PictureSniffer
{
    private static readonly string[] HeifBrands = ["avif", "avis", "mif1", "msf1"];
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx"];

    /// <summary>The format, or null when the bytes are none of the accepted kinds (SVG is not one of them).</summary>
    public static PictureFormat? Sniff(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => PictureFormat.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => PictureFormat.Gif,
        _ when head.Length >= 12 && head[..4].SequenceEqual("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) => PictureFormat.Webp,
        _ when head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && IsOf(HeifBrands, head[8..12]) => PictureFormat.Heif,
        _ => null,
    };

    /// <summary>Whether it is a picture as iPhones take them, whose compression nothing here can read.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> head) => head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && IsOf(HeicBrands, head[8..12]);

    internal static string Loader(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "jpegload_buffer",
        PictureFormat.Png => "pngload_buffer",
        PictureFormat.Webp => "webpload_buffer",
        PictureFormat.Gif => "gifload_buffer",
        _ => "heifload_buffer",
    };

    private static bool IsOf(string[] brands, ReadOnlySpan<byte> brand)
    {
        foreach (var known in brands)
        {
            if (System.Text.Encoding.ASCII.GetBytes(known).AsSpan().SequenceEqual(brand))
            {
                return true;
            }
        }
        return false;
    }
}
