using System.Buffers.Binary;
using System.Text;
using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Provenance;

/// <summary>
/// Writes where a picture came from into the encoded file without touching its pixels, and reads it back.
/// Stamp after the last encode: encoders drop it.
/// </summary>
public static class SourceTypeMark
{
    private static readonly byte[] JpegHeader = Encoding.ASCII.GetBytes("http://ns.adobe.com/xap/1.0/\0");

    /// <summary>Adds the digital source type as XMP.</summary>
    /// <param name="encoded">A JPEG, PNG or WebP file.</param>
    /// <param name="sourceType">A short name from <see cref="SourceType"/>.</param>
    /// <param name="credit">The tool to name as creator.</param>
    /// <exception cref="MediaException">Code <c>mark-unsupported</c> for other formats.</exception>
    public static byte[] Write(ReadOnlySpan<byte> encoded, string sourceType, string credit = "Commerce Studio") => PictureSniffer.Sniff(encoded) switch
    {
        PictureFormat.Jpeg => IntoJpeg(encoded, XmpPacket.Write(sourceType, credit)),
        PictureFormat.Png => IntoPng(encoded, XmpPacket.Write(sourceType, credit)),
        PictureFormat.Webp => WebpChunks.WithXmp(encoded, XmpPacket.Write(sourceType, credit)),
        _ => throw new MediaException("mark-unsupported", "Only JPEG, PNG and WebP pictures can carry the source mark."),
    };

    /// <summary>The short name found in the file, or null when it carries none.</summary>
    public static string? Read(ReadOnlySpan<byte> encoded)
    {
        if (PictureSniffer.Sniff(encoded) is not { } format)
        {
            return null;
        }
        using var image = VipsImage.Load(PictureSniffer.Loader(format), encoded);
        return image.Blob("xmp-data") is { } packet ? XmpPacket.Read(packet) : null;
    }

    private static byte[] IntoJpeg(ReadOnlySpan<byte> encoded, byte[] packet)
    {
        // The segment goes after JFIF and EXIF headers, because readers expect those first.
        var at = 2;
        while (encoded.Length > at + 4 && encoded[at] == 0xFF && (encoded[at + 1] is 0xE0 or 0xE1))
        {
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(encoded[(at + 2)..]);
        }
        var segment = new byte[4 + JpegHeader.Length + packet.Length];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), checked((ushort)(segment.Length - 2)));
        JpegHeader.CopyTo(segment.AsSpan(4));
        packet.CopyTo(segment.AsSpan(4 + JpegHeader.Length));
        return [.. encoded[..at], .. segment, .. encoded[at..]];
    }

    private static byte[] IntoPng(ReadOnlySpan<byte> encoded, byte[] packet)
    {
        const int AfterHeaderChunk = 8 + 25;
        byte[] body = [.. "iTXtXML:com.adobe.xmp\0\0\0\0\0"u8, .. packet];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length - 4);
        body.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32(body));
        return [.. encoded[..AfterHeaderChunk], .. chunk, .. encoded[AfterHeaderChunk..]];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
