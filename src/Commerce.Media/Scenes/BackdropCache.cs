namespace Commerce.Media.Scenes;

/// <summary>
/// The backdrops painted last. A series of pictures in one style stands before the same wall again and again, and painting it is
/// the dearest step of drawing a picture.
/// </summary>
/// <param name="mostBytes">Pixels kept at most; those not asked for longest go first.</param>
internal sealed class BackdropCache(long mostBytes)
{
    private const long UsualBytes = 64 * 1024 * 1024;
    private readonly Lock gate = new();
    private readonly LinkedList<(BackdropKey Key, byte[] Pixels)> latest = [];
    private long bytes;

    internal static BackdropCache Shared { get; } = new(UsualBytes);

    /// <summary>A copy of what was painted for a key, for the caller to draw on; painted now when it is not kept.</summary>
    internal byte[] Of(BackdropKey key, Func<byte[]> paint)
    {
        if (Find(key) is { } kept)
        {
            return (byte[])kept.Clone();
        }
        // Painted outside the gate: two who want the same at once both paint it, but nobody waits for another's backdrop.
        var painted = paint();
        if (painted.Length <= mostBytes)
        {
            Keep(key, (byte[])painted.Clone());
        }
        return painted;
    }

    private byte[]? Find(BackdropKey key)
    {
        lock (gate)
        {
            for (var node = latest.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    latest.Remove(node);
                    latest.AddFirst(node);
                    return node.Value.Pixels;
                }
            }
            return null;
        }
    }

    private void Keep(BackdropKey key, byte[] pixels)
    {
        lock (gate)
        {
            if (latest.Any(kept => kept.Key == key))
            {
                return;
            }
            latest.AddFirst((key, pixels));
            bytes += pixels.Length;
            while (bytes > mostBytes)
            {
                bytes -= latest.Last!.Value.Pixels.Length;
                latest.RemoveLast();
            }
        }
    }
}
