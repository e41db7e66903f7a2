using System.Buffers.Binary;

namespace Commerce.Media.Provenance;

/// <summary>Puts an XMP packet into a PNG file: an iTXt chunk behind the header. Source: XMP specification, part 3, PNG.</summary>
internal static class PngChunks
{
    private const int AfterHeaderChunk = 8 + 25;
    private const int ChunkFrame = 12;

    public static byte[] WithXmp(ReadOnlySpan<byte> encoded, byte[] packet)
    {
        byte[] body = [.. "iTXtXML:com.adobe.xmp\0\0\0\0\0"u8, .. packet];
        using var file = new MemoryStream(encoded.Length + body.Length + ChunkFrame);
        Span<byte> number = stackalloc byte[4];
        file.Write(encoded[..AfterHeaderChunk]);
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length - 4);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
        file.Write(number);
        for (var at = AfterHeaderChunk; at < encoded.Length;)
        {
            var left = encoded[at..];
            var size = left.Length < ChunkFrame ? left.Length : ChunkFrame + (long)BinaryPrimitives.ReadUInt32BigEndian(left);
            var chunk = left[..(int)Math.Min(size, left.Length)];
            if (chunk.Length < ChunkFrame || !chunk[4..].StartsWith("iTXtXML:com.adobe.xmp\0"u8))
            {
                file.Write(chunk);
            }
            at += chunk.Length;
        }
        return file.ToArray();
    }

    /// <summary>The checksum that ends each chunk, over its type and body.</summary>
    internal static uint Crc32(ReadOnlySpan<byte> bytes)
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
