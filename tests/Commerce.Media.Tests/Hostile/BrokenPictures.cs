namespace Commerce.Media.Tests.Hostile;

/// <summary>Files of every accepted format, cut short or with bytes turned over.</summary>
internal static class BrokenPictures
{
    private static readonly double[] Shares = [0.02, 0.2, 0.6, 0.97];

    internal static IEnumerable<HostilePicture> All() => HonestPictures.All.SelectMany(honest => (IEnumerable<HostilePicture>)
    [
        .. Shares.Select(share => new HostilePicture($"{honest.Format} cut at {share:0%}", honest.Bytes[..(int)(honest.Bytes.Length * share)])),
        new($"{honest.Format} without its last byte", honest.Bytes[..^1]),
        new($"{honest.Format} with noise behind its first bytes", [.. honest.Bytes[..16], .. Noise(4096, 1)]),
        new($"{honest.Format} with its second half from another file", [.. honest.Bytes[..(honest.Bytes.Length / 2)], .. Noise(honest.Bytes.Length / 2, 2)]),
        .. Enumerable.Range(0, 4).Select(seed => new HostilePicture($"{honest.Format} with bytes turned over, {seed}", Turned(honest.Bytes, seed))),
    ]);

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Turned(byte[] honest, int seed)
    {
        var random = new Random(seed);
        byte[] bytes = [.. honest];
        for (var turn = 0; turn < 12; turn++)
        {
            bytes[random.Next(12, bytes.Length)] ^= (byte)(1 << random.Next(8));
        }
        return bytes;
    }
}
