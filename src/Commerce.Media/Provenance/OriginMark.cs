using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Provenance;

/// <summary>
/// Writes a picture's origin into the encoded file without touching its pixels, and reads it back. A mark that is there
/// already is replaced. Stamp after the last encode: encoders drop it.
/// </summary>
public static class OriginMark
{
    /// <summary>Adds the origin as XMP.</summary>
    /// <param name="encoded">A JPEG, PNG, WebP or AVIF file.</param>
    /// <param name="origin">What to tell.</param>
    /// <param name="credit">The tool to name as creator.</param>
    /// <exception cref="MediaException">Code <c>mark-unsupported</c> for other formats.</exception>
    public static byte[] Write(ReadOnlySpan<byte> encoded, Origin origin, string credit = "Commerce Studio") => Put(encoded, XmpPacket.Write(origin, credit));

    /// <summary>The origin found in the file, or null when it carries none that is whole.</summary>
    public static Origin? Read(ReadOnlySpan<byte> encoded) => Packet(encoded) is { } packet ? XmpPacket.ReadOrigin(packet) : null;

    internal static byte[] Put(ReadOnlySpan<byte> encoded, byte[] packet) => PictureSniffer.Sniff(encoded) switch
    {
        PictureFormat.Jpeg => JpegSegments.WithXmp(encoded, packet),
        PictureFormat.Png => PngChunks.WithXmp(encoded, packet),
        PictureFormat.Webp => WebpChunks.WithXmp(encoded, packet),
        PictureFormat.Heif => XmpBox.WithXmp(encoded, packet),
        _ => throw new MediaException("mark-unsupported", "Only JPEG, PNG, WebP and AVIF pictures can carry the source mark."),
    };

    internal static byte[]? Packet(ReadOnlySpan<byte> encoded)
    {
        if (PictureSniffer.Sniff(encoded) is not { } format)
        {
            return null;
        }
        if (format == PictureFormat.Heif && XmpBox.Find(encoded) is { } packet)
        {
            return packet;
        }
        using var image = VipsImage.Load(PictureSniffer.Loader(format), encoded);
        return image.Blob("xmp-data");
    }
}
