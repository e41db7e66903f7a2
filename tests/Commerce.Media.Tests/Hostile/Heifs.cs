namespace Commerce.Media.Tests.Hostile;

/// <summary>AVIF files whose boxes say something else than their pixels.</summary>
internal static class Heifs
{
    /// <summary>The honest file with another size in its spatial extents.</summary>
    internal static byte[] Claiming(int width, int height)
    {
        byte[] bytes = [.. HonestPictures.Avif];
        var at = bytes.AsSpan().IndexOf("ispe"u8) + 8;
        PngChunks.BigEndian(width).CopyTo(bytes, at);
        PngChunks.BigEndian(height).CopyTo(bytes, at + 4);
        return bytes;
    }
}
