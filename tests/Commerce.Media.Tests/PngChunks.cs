using System.IO.Compression;
using System.Text;

namespace Commerce.Media.Tests;

/// <summary>Parts of PNG files, for files no honest program would write.</summary>
internal static class PngChunks
{
    /// <summary>A PNG of these chunks, closed by the end chunk.</summary>
    internal static byte[] File(params byte[][] chunks) => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. chunks.SelectMany(chunk => chunk), .. Make("IEND", [])];

    internal static byte[] Header(int width, int height, byte depth = 8, byte colour = 2) =>
        Make("IHDR", [.. BigEndian(width), .. BigEndian(height), depth, colour, 0, 0, 0]);

    internal static byte[] Make(string type, byte[] body)
    {
        byte[] named = [.. Encoding.Latin1.GetBytes(type), .. body];
        return [.. BigEndian(body.Length), .. named, .. BigEndian((int)Commerce.Media.Provenance.PngChunks.Crc32(named))];
    }

    /// <summary>Zero bytes, squeezed to about a thousandth.</summary>
    internal static byte[] Squeezed(long length)
    {
        using var kept = new MemoryStream();
        using (var squeeze = new ZLibStream(kept, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var left = length; left > 0; left -= zeros.Length)
            {
                squeeze.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            }
        }
        return kept.ToArray();
    }

    internal static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
