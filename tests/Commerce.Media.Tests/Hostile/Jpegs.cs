namespace Commerce.Media.Tests.Hostile;

/// <summary>JPEG files changed segment by segment.</summary>
internal static class Jpegs
{
    /// <summary>An honest file with segments of one's own right after its first two bytes.</summary>
    internal static byte[] With(params byte[][] segments) => [.. HonestPictures.Jpeg[..2], .. segments.SelectMany(segment => segment), .. HonestPictures.Jpeg[2..]];

    internal static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    internal static byte[] Exif(byte[] tiff) => With(Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]));

    /// <summary>An honest file whose frame header tells another size.</summary>
    internal static byte[] Claiming(ushort width, ushort height)
    {
        byte[] bytes = [.. HonestPictures.Jpeg];
        var at = FrameHeader(bytes);
        (bytes[at + 5], bytes[at + 6], bytes[at + 7], bytes[at + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);
        return bytes;
    }

    /// <summary>A grey progressive file that refines one coefficient over and over: each scan passes over every block.</summary>
    internal static byte[] ManyScans(ushort width, ushort height, int scans)
    {
        byte[] tables = [.. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]), .. Segment(0xC4, [0, 1, .. new byte[15], 0]), .. Segment(0xC4, [0x10, 1, .. new byte[15], 0])];
        byte[] frame = Segment(0xC2, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);
        byte[] scan = [.. Segment(0xDA, [1, 1, 0, 0, 0, 0]), 0, 0];
        return [0xFF, 0xD8, .. tables, .. frame, .. Enumerable.Repeat(scan, scans).SelectMany(part => part), 0xFF, 0xD9];
    }

    private static int FrameHeader(byte[] bytes)
    {
        for (var at = 2; at < bytes.Length; at += 2 + (bytes[at + 2] << 8 | bytes[at + 3]))
        {
            if (bytes[at + 1] is 0xC0 or 0xC1 or 0xC2)
            {
                return at;
            }
        }
        throw new InvalidOperationException("This JPEG has no frame header.");
    }
}
