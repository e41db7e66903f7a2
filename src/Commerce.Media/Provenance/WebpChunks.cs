using System.Buffers.Binary;
using System.Text;

namespace Commerce.Media.Provenance;

/// <summary>
/// Puts an XMP packet into a WebP file: the last chunk, announced in the extended header, which is added where the file has
/// the short form. Source: WebP container specification, extended file format.
/// </summary>
internal static class WebpChunks
{
    private const int FileHeader = 12;
    private const int ChunkHeader = 8;
    private const int ExtendedHeader = 10;
    private const byte HasXmp = 0x04;
    private const byte HasAlpha = 0x10;

    public static byte[] WithXmp(ReadOnlySpan<byte> encoded, byte[] packet)
    {
        var chunks = Chunks(encoded);
        var extended = chunks is [("VP8X", { Length: ExtendedHeader }), ..] ? chunks[0].Content : Extended(chunks);
        extended[0] |= HasXmp;
        using var file = new MemoryStream();
        file.Write(encoded[..FileHeader]);
        Write(file, "VP8X", extended);
        foreach (var (name, content) in chunks.Where(chunk => chunk.Name is not ("VP8X" or "XMP ")))
        {
            Write(file, name, content);
        }
        Write(file, "XMP ", packet);
        var bytes = file.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - ChunkHeader);
        return bytes;
    }

    private static List<(string Name, byte[] Content)> Chunks(ReadOnlySpan<byte> encoded)
    {
        var chunks = new List<(string, byte[])>();
        for (var at = FileHeader; at + ChunkHeader <= encoded.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(encoded[(at + 4)..]);
            if (size > encoded.Length - at - ChunkHeader)
            {
                throw Damaged();
            }
            chunks.Add((Encoding.ASCII.GetString(encoded.Slice(at, 4)), encoded.Slice(at + ChunkHeader, (int)size).ToArray()));
            at += ChunkHeader + (int)(size + (size & 1));
        }
        return chunks;
    }

    // Flags, three bytes of nothing, and the canvas: width and height less one in three bytes each.
    private static byte[] Extended(List<(string Name, byte[] Content)> chunks)
    {
        var (width, height, flags) = chunks switch
        {
            [("VP8 ", { Length: >= 10 } lossy), ..] => (Short(lossy, 6) & 0x3FFF, Short(lossy, 8) & 0x3FFF, (byte)0),
            [("VP8L", { Length: >= 5 } lossless), ..] => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(lossless.AsSpan(1))),
            _ => throw Damaged(),
        };
        var header = new byte[ExtendedHeader];
        header[0] = flags;
        (header[4], header[5], header[6]) = ((byte)(width - 1), (byte)((width - 1) >> 8), (byte)((width - 1) >> 16));
        (header[7], header[8], header[9]) = ((byte)(height - 1), (byte)((height - 1) >> 8), (byte)((height - 1) >> 16));
        return header;
    }

    private static (int Width, int Height, byte Flags) Lossless(uint bits) =>
        ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, (bits >> 28 & 1) == 1 ? HasAlpha : (byte)0);

    private static int Short(byte[] content, int at) => BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at));

    private static void Write(MemoryStream file, string name, byte[] content)
    {
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)content.Length);
        file.Write(Encoding.ASCII.GetBytes(name));
        file.Write(size);
        file.Write(content);
        if ((content.Length & 1) == 1)
        {
            file.WriteByte(0);
        }
    }

    private static MediaException Damaged() => new("mark-unsupported", "This WebP picture cannot carry the source mark: its parts do not add up.");
}
