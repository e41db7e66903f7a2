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
        using var queues = new LevelQueues(owners.Length);
        for (var pixel = 0; pixel < owners.Length; pixel++)
        {
            if (markers[pixel] != Open && !Enclosed(pixel))
            {
                Offer(pixel, 0, markers[pixel]);
            }
        }
        for (var level = 0; level < BarrierFlood.Levels; level++)
        {
            while (queues.TryTake(level, out var pixel))
            {
                Offer(pixel, level, owners[pixel]);
            }
        }
        var product = new bool[owners.Length];
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            product[pixel] = owners[pixel] == Product;
        }
        return product;

        // Most marked pixels have nobody beside them to offer anything to.
        bool Enclosed(int pixel) => pixel >= width && pixel < markers.Length - width
            && markers[pixel - 1] != Open && markers[pixel + 1] != Open && markers[pixel - width] != Open && markers[pixel + width] != Open;

        void Offer(int pixel, int level, byte owner)
        {
            var x = pixel % width;
            if (x > 0)
            {
                Enter(pixel - 1, level, owner);
            }
            if (x < width - 1)
            {
                Enter(pixel + 1, level, owner);
            }
            if (pixel >= width)
            {
                Enter(pixel - width, level, owner);
            }
            if (pixel + width < owners.Length)
            {
                Enter(pixel + width, level, owner);
            }
        }

        void Enter(int pixel, int level, byte owner)
        {
            if (owners[pixel] != Open)
            {
                return;
            }
            // The water only rises, so nobody can reach the pixel over a lower barrier later than this.
            owners[pixel] = owner;
            queues.Add(pixel, Math.Max(level, cost[pixel]));
        }
    }
}
