namespace Commerce.Media.Cutout;

/// <summary>
/// The background's colour everywhere, also behind the product: known pixels as they are, the rest filled in smoothly from
/// what surrounds them, near before far.
/// </summary>
internal static class LocalBackground
{
    private const int Parts = 4;

    /// <summary>Fills in a picture from its known pixels; all zero when none are known.</summary>
    internal static LabPlanes Behind(LabPlanes planes, bool[] known)
    {
        var levels = new List<(float[] Sums, int Width, int Height)> { (Read(planes, known), planes.Width, planes.Height) };
        while (levels[^1].Width > 1 || levels[^1].Height > 1)
        {
            levels.Add(Halve(levels[^1].Sums, levels[^1].Width, levels[^1].Height));
        }
        for (var level = levels.Count - 2; level >= 0; level--)
        {
            Fill(levels[level], levels[level + 1]);
        }
        var (l, a, b) = (new float[planes.Count], new float[planes.Count], new float[planes.Count]);
        var filled = levels[0].Sums;
        for (var pixel = 0; pixel < planes.Count; pixel++)
        {
            var weight = Math.Max(1e-6f, filled[pixel * Parts + 3]);
            (l[pixel], a[pixel], b[pixel]) = (filled[pixel * Parts] / weight, filled[pixel * Parts + 1] / weight, filled[pixel * Parts + 2] / weight);
        }
        return new LabPlanes(planes.Width, planes.Height, l, a, b);
    }

    private static float[] Read(LabPlanes planes, bool[] known)
    {
        var sums = new float[planes.Count * Parts];
        for (var pixel = 0; pixel < planes.Count; pixel++)
        {
            if (known[pixel])
            {
                (sums[pixel * Parts], sums[pixel * Parts + 1], sums[pixel * Parts + 2], sums[pixel * Parts + 3]) =
                    (planes.L[pixel], planes.A[pixel], planes.B[pixel], 1);
            }
        }
        return sums;
    }

    private static (float[] Sums, int Width, int Height) Halve(float[] sums, int width, int height)
    {
        var (w, h) = ((width + 1) / 2, (height + 1) / 2);
        var half = new float[w * h * Parts];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (from, to) = ((y * width + x) * Parts, (y / 2 * w + x / 2) * Parts);
                for (var part = 0; part < Parts; part++)
                {
                    half[to + part] += sums[from + part];
                }
            }
        }
        for (var at = 0; at < half.Length; at += Parts)
        {
            // A cell half known is as good as one fully known.
            var scale = half[at + 3] > 1 ? 1 / half[at + 3] : 1;
            for (var part = 0; part < Parts; part++)
            {
                half[at + part] *= scale;
            }
        }
        return (half, w, h);
    }

    private static void Fill((float[] Sums, int Width, int Height) fine, (float[] Sums, int Width, int Height) coarse)
    {
        for (var y = 0; y < fine.Height; y++)
        {
            for (var x = 0; x < fine.Width; x++)
            {
                var at = (y * fine.Width + x) * Parts;
                var missing = 1 - fine.Sums[at + 3];
                if (missing <= 0)
                {
                    continue;
                }
                // The four coarse cells around this pixel, 9 : 3 : 3 : 1.
                var (near, side) = (x / 2, Math.Clamp(x / 2 + (x % 2 == 0 ? -1 : 1), 0, coarse.Width - 1));
                var (row, other) = (y / 2, Math.Clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, coarse.Height - 1));
                Add(row, near, 0.5625f);
                Add(row, side, 0.1875f);
                Add(other, near, 0.1875f);
                Add(other, side, 0.0625f);

                void Add(int fromRow, int fromColumn, float share)
                {
                    var from = (fromRow * coarse.Width + fromColumn) * Parts;
                    for (var part = 0; part < Parts; part++)
                    {
                        fine.Sums[at + part] += coarse.Sums[from + part] * share * missing;
                    }
                }
            }
        }
    }
}
