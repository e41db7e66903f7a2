using System.Buffers;
using System.Numerics;

namespace Commerce.Media.Cutout;

/// <summary>
/// The background's colour everywhere, also behind the product: known pixels as they are, the rest filled in smoothly from
/// what surrounds them, near before far.
/// </summary>
internal static class LocalBackground
{
    /// <summary>Fills in a picture from its known pixels; all zero when none are known.</summary>
    /// <param name="planes">The picture.</param>
    /// <param name="known">Its known pixels.</param>
    /// <param name="behind">Filled; as large as the picture.</param>
    internal static void Fill(LabPlanes planes, bool[] known, LabPlanes behind)
    {
        var levels = new List<Level> { Read(planes, known) };
        while (levels[^1].Width > 1 || levels[^1].Height > 1)
        {
            levels.Add(Halve(levels[^1]));
        }
        for (var level = levels.Count - 2; level >= 0; level--)
        {
            Fill(levels[level], levels[level + 1]);
        }
        var filled = levels[0].Sums;
        for (var pixel = 0; pixel < filled.Length; pixel++)
        {
            // A known pixel's sum is the pixel itself.
            var mean = known[pixel] ? filled[pixel] : filled[pixel] / Math.Max(1e-6f, filled[pixel].W);
            (behind.L[pixel], behind.A[pixel], behind.B[pixel]) = (mean.X, mean.Y, mean.Z);
        }
        levels.ForEach(level => ArrayPool<Vector4>.Shared.Return(level.Cells));
    }

    private static Level Read(LabPlanes planes, bool[] known)
    {
        var level = Level.Of(planes.Width, planes.Height);
        var sums = level.Sums;
        for (var pixel = 0; pixel < known.Length; pixel++)
        {
            sums[pixel] = known[pixel] ? new Vector4(planes.L[pixel], planes.A[pixel], planes.B[pixel], 1) : Vector4.Zero;
        }
        return level;
    }

    private static Level Halve(Level fine)
    {
        var coarse = Level.Of((fine.Width + 1) / 2, (fine.Height + 1) / 2);
        var half = coarse.Sums;
        half.Clear();
        for (var y = 0; y < fine.Height; y++)
        {
            var from = fine.Sums.Slice(y * fine.Width, fine.Width);
            var to = half.Slice(y / 2 * coarse.Width, coarse.Width);
            for (var x = 0; x < from.Length; x++)
            {
                to[x / 2] += from[x];
            }
        }
        for (var at = 0; at < half.Length; at++)
        {
            // A cell half known is as good as one fully known.
            half[at] *= half[at].W > 1 ? 1 / half[at].W : 1;
        }
        return coarse;
    }

    private static void Fill(Level fine, Level coarse)
    {
        for (var y = 0; y < fine.Height; y++)
        {
            var cells = fine.Sums.Slice(y * fine.Width, fine.Width);
            var near = coarse.Sums.Slice(y / 2 * coarse.Width, coarse.Width);
            var other = coarse.Sums.Slice(Beside(y, coarse.Height) * coarse.Width, coarse.Width);
            for (var x = 0; x < cells.Length; x++)
            {
                var missing = 1 - cells[x].W;
                if (missing <= 0)
                {
                    continue;
                }
                // The four coarse cells around this pixel, 9 : 3 : 3 : 1.
                var (column, side) = (x / 2, Beside(x, coarse.Width));
                cells[x] += (near[column] * 0.5625f + (near[side] + other[column]) * 0.1875f + other[side] * 0.0625f) * missing;
            }
        }
    }

    /// <summary>The coarse cell next to a fine cell's own, on the side it lies on.</summary>
    private static int Beside(int fine, int count) => Math.Clamp(fine / 2 + (fine % 2 == 0 ? -1 : 1), 0, count - 1);

    /// <summary>Sums of L, a and b, and how much of the cell is known, 0 to 1.</summary>
    private sealed record Level(Vector4[] Cells, int Width, int Height)
    {
        internal Span<Vector4> Sums => Cells.AsSpan(0, Width * Height);

        // Borrowed: fresh memory of this size costs more than the work done in it.
        internal static Level Of(int width, int height) => new(ArrayPool<Vector4>.Shared.Rent(width * height), width, height);
    }
}
