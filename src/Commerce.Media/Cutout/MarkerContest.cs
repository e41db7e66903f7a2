namespace Commerce.Media.Cutout;

/// <summary>
/// Two waters rise at once, from pixels sure to be product and pixels sure to be background. They meet on the strongest
/// edge between them, however faint that is.
/// </summary>
internal static class MarkerContest
{
    internal const byte Open = 0;
    internal const byte Background = 1;
    internal const byte Product = 2;

    /// <summary>Gives each open pixel to the side that reaches it over the lower barrier; ties go to the nearer.</summary>
    internal static bool[] Decide(byte[] markers, byte[] cost, int width)
    {
        var owners = (byte[])markers.Clone();
        var queues = Enumerable.Range(0, BarrierFlood.Levels).Select(_ => new Queue<int>()).ToArray();
        for (var pixel = 0; pixel < owners.Length; pixel++)
        {
            if (markers[pixel] != Open)
            {
                Offer(pixel, 0, markers[pixel]);
            }
        }
        for (var level = 0; level < queues.Length; level++)
        {
            while (queues[level].TryDequeue(out var entry))
            {
                var (pixel, owner) = (entry >> 2, (byte)(entry & 3));
                if (owners[pixel] != Open)
                {
                    continue;
                }
                owners[pixel] = owner;
                Offer(pixel, level, owner);
            }
        }
        return Array.ConvertAll(owners, owner => owner == Product);

        void Offer(int pixel, int level, byte owner)
        {
            var x = pixel % width;
            Enter(x > 0 ? pixel - 1 : -1, level, owner);
            Enter(x < width - 1 ? pixel + 1 : -1, level, owner);
            Enter(pixel - width, level, owner);
            Enter(pixel + width < owners.Length ? pixel + width : -1, level, owner);
        }

        void Enter(int pixel, int level, byte owner)
        {
            if (pixel >= 0 && owners[pixel] == Open)
            {
                queues[Math.Max(level, cost[pixel])].Enqueue(pixel << 2 | owner);
            }
        }
    }
}
