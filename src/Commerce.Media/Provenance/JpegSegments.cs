using System.Buffers.Binary;

namespace Commerce.Media.Provenance;

/// <summary>Puts an XMP packet into a JPEG file: an APP1 segment of its own. Source: XMP specification, part 3, JPEG.</summary>
internal static class JpegSegments
{
    private const int MarkerLength = 2;

    public static byte[] WithXmp(ReadOnlySpan<byte> encoded, byte[] packet)
    {
        var header = "http://ns.adobe.com/xap/1.0/\0"u8;
        using var file = new MemoryStream(encoded.Length + packet.Length + 64);
        file.Write(encoded[..MarkerLength]);
        // The segment goes after JFIF and EXIF headers, because readers expect those first.
        var at = MarkerLength;
        while (encoded.Length > at + 4 && encoded[at] == 0xFF && (encoded[at + 1] is 0xE0 or 0xE1))
        {
            var length = MarkerLength + BinaryPrimitives.ReadUInt16BigEndian(encoded[(at + 2)..]);
            if (at + length > encoded.Length)
            {
                throw new MediaException("mark-unsupported", "This JPEG picture cannot carry the source mark: its parts do not add up.");
            }
            if (!encoded[(at + 4)..(at + length)].StartsWith(header))
            {
                file.Write(encoded.Slice(at, length));
            }
            at += length;
        }
        Span<byte> start = stackalloc byte[4];
        (start[0], start[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(start[2..], checked((ushort)(MarkerLength + header.Length + packet.Length)));
        file.Write(start);
        file.Write(header);
        file.Write(packet);
        file.Write(encoded[at..]);
        return file.ToArray();
    }
}
