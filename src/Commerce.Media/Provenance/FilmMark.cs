using System.Buffers.Binary;

namespace Commerce.Media.Provenance;

/// <summary>
/// The digital source type of an MP4 file: an XMP packet in a box of its own behind all others, so that nothing in the file
/// moves. Source: XMP specification, part 3, MPEG-4.
/// </summary>
public static class FilmMark
{
    private const int BoxHeader = 8;
    private const int Largest = 64 * 1024;

    // BE7ACFCB-97A9-42E8-9C71-999491E3AFAC in the order of its bytes.
    private static readonly byte[] XmpBox = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    /// <summary>Adds the digital source type to a whole MP4 file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sourceType">A short name from <see cref="SourceType"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="credit">The tool to name as creator.</param>
    public static async Task WriteAsync(string path, string sourceType, CancellationToken cancellation, string credit = "Commerce Studio")
    {
        var packet = XmpPacket.Write(sourceType, credit);
        var header = new byte[BoxHeader + XmpBox.Length];
        BinaryPrimitives.WriteUInt32BigEndian(header, (uint)(header.Length + packet.Length));
        "uuid"u8.CopyTo(header.AsSpan(4));
        XmpBox.CopyTo(header.AsSpan(BoxHeader));
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        await file.WriteAsync(header, cancellation);
        await file.WriteAsync(packet, cancellation);
    }

    /// <summary>The short name found in the file, or null when it carries none.</summary>
    /// <param name="content">An MP4 file that can be sought in.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<string?> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var header = new byte[BoxHeader + 8];
        for (long at = 0; at + BoxHeader <= content.Length;)
        {
            content.Position = at;
            var read = await content.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellation);
            long size = BinaryPrimitives.ReadUInt32BigEndian(header);
            size = size switch
            {
                0 => content.Length - at,
                1 when read == header.Length => (long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(BoxHeader))),
                _ => size,
            };
            if (size < BoxHeader || size > content.Length - at)
            {
                return null;
            }
            if (header.AsSpan(4, 4).SequenceEqual("uuid"u8) && size <= Largest && await PacketAsync(content, at + BoxHeader, (int)size - BoxHeader, cancellation) is { } packet)
            {
                return XmpPacket.Read(packet);
            }
            at += size;
        }
        return null;
    }

    private static async Task<byte[]?> PacketAsync(Stream content, long at, int size, CancellationToken cancellation)
    {
        var box = new byte[size];
        content.Position = at;
        await content.ReadExactlyAsync(box, cancellation);
        return box.AsSpan().StartsWith(XmpBox) ? box[XmpBox.Length..] : null;
    }
}
