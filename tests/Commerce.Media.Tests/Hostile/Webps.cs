using System.Text;

namespace Commerce.Media.Tests.Hostile;

/// <summary>WebP files put together from chunks.</summary>
internal static class Webps
{
    internal static byte[] File(params byte[][] chunks)
    {
        byte[] body = [.. "WEBP"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. Little(body.Length), .. body];
    }

    internal static byte[] Chunk(string type, byte[] body) => [.. Encoding.Latin1.GetBytes(type), .. Little(body.Length), .. body, .. new byte[body.Length & 1]];

    /// <summary>The pixels of the honest file: its one chunk of picture data.</summary>
    internal static byte[] Pixels => HonestPictures.Webp[12..];

    /// <summary>An extended file with that canvas and the honest file's pixels.</summary>
    internal static byte[] Claiming(int width, int height) => File(Canvas(0, width, height), Pixels);

    /// <summary>An extended file with one more chunk.</summary>
    internal static byte[] With(byte flags, string type, byte[] body) => File(Canvas(flags, Pictures.Side, Pictures.Side), Pixels, Chunk(type, body));

    internal static byte[] Animation(int frames)
    {
        byte[] frame = [0, 0, 0, 0, 0, 0, .. Three(Pictures.Side - 1), .. Three(Pictures.Side - 1), 10, 0, 0, 0, .. Pixels];
        return File([Canvas(2, Pictures.Side, Pictures.Side), Chunk("ANIM", [0, 0, 0, 0, 0, 0]), .. Enumerable.Repeat(Chunk("ANMF", frame), frames)]);
    }

    private static byte[] Canvas(byte flags, int width, int height) => Chunk("VP8X", [flags, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]);

    private static byte[] Three(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static byte[] Little(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
