namespace Commerce.Media.Tests.Hostile;

/// <summary>GIF files written block by block.</summary>
internal static class Gifs
{
    private static readonly byte[] Screen = [32, 0, 32, 0];

    // 32 × 32 pixels of the first colour in codes of nine bits and less: clear, a run for each row, end.
    private static readonly byte[] Frame = Rows(32, 32);

    /// <summary>Frames of 32 × 32 pixels, shown for a hundredth of a second each.</summary>
    internal static byte[] Animation(int frames) => Of(Screen, [], frames);

    /// <summary>One frame with blocks of its own before it.</summary>
    internal static byte[] With(byte[] extension) => Of(Screen, extension, 1);

    /// <summary>A screen of any size with one small frame on it.</summary>
    internal static byte[] OnScreen(ushort width, ushort height) => Of([(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)], [], 1);

    /// <summary>A comment of any length.</summary>
    internal static byte[] Comment(byte[] words) => [0x21, 0xFE, .. words.Chunk(255).SelectMany(part => (byte[])[(byte)part.Length, .. part]), 0];

    private static byte[] Of(byte[] screen, byte[] extension, int frames) =>
    [
        .. "GIF89a"u8, .. screen, 0x80, 0, 0, 200, 60, 40, 255, 255, 255, .. extension,
        .. Enumerable.Repeat<byte[]>([0x21, 0xF9, 4, 0, 1, 0, 0, 0, 0x2C, 0, 0, 0, 0, 32, 0, 32, 0, 0, .. Frame], frames).SelectMany(part => part),
        0x3B,
    ];

    // Every pixel is written as itself after a clear, so no dictionary has to be kept: codes stay three bits wide.
    private static byte[] Rows(int width, int height)
    {
        var (bits, kept) = (new List<bool>(), new List<byte>());
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            if (pixel % 2 == 0)
            {
                Put(bits, 4);
            }
            Put(bits, pixel / 8 % 2);
        }
        Put(bits, 5);
        for (var at = 0; at < bits.Count; at += 8)
        {
            kept.Add((byte)Enumerable.Range(0, Math.Min(8, bits.Count - at)).Sum(bit => bits[at + bit] ? 1 << bit : 0));
        }
        return [2, .. kept.Chunk(255).SelectMany(part => (byte[])[(byte)part.Length, .. part]), 0];
    }

    private static void Put(List<bool> bits, int code)
    {
        for (var bit = 0; bit < 3; bit++)
        {
            bits.Add((code >> bit & 1) == 1);
        }
    }
}
