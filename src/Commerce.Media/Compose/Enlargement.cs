using System.Numerics;
using Commerce.Media.Cutout;

namespace Commerce.Media.Compose;

/// <summary>Enlarges RGBA by cubic curves through its pixels, every band on its own; beyond the picture its outermost pixels go on.</summary>
internal static class Enlargement
{
    internal static byte[] Of(ReadOnlySpan<byte> rgba, int width, int height, int toWidth, int toHeight)
    {
        var (across, down) = (CubicSample.Between(width, toWidth), CubicSample.Between(height, toHeight));
        var (lines, held) = (new Vector4[CubicSample.Taps][], new int[CubicSample.Taps]);
        for (var slot = 0; slot < lines.Length; slot++)
        {
            (lines[slot], held[slot]) = (new Vector4[width], -1);
        }
        var (line, enlarged) = (new Vector4[width + 2 * CubicSample.Reach], new byte[toWidth * toHeight * 4]);
        for (var y = 0; y < toHeight; y++)
        {
            var middle = line.AsSpan(CubicSample.Reach, width);
            middle.Clear();
            for (var tap = 0; tap < CubicSample.Taps; tap++)
            {
                var row = Math.Clamp(down[y].First + tap, 0, height - 1);
                var slot = row % CubicSample.Taps;
                if (held[slot] != row)
                {
                    Read(rgba.Slice(row * width * 4, width * 4), lines[slot]);
                    held[slot] = row;
                }
                Add(middle, lines[slot], down[y].Weights[tap]);
            }
            line.AsSpan(0, CubicSample.Reach).Fill(middle[0]);
            line.AsSpan(CubicSample.Reach + width).Fill(middle[^1]);
            Write(line, across, enlarged.AsSpan(y * toWidth * 4, toWidth * 4));
        }
        return enlarged;
    }

    private static void Read(ReadOnlySpan<byte> from, Vector4[] to)
    {
        for (int column = 0, at = 0; column < to.Length; column++, at += 4)
        {
            to[column] = new Vector4(from[at], from[at + 1], from[at + 2], from[at + 3]);
        }
    }

    private static void Add(Span<Vector4> sums, Vector4[] values, float weight)
    {
        for (var column = 0; column < sums.Length; column++)
        {
            sums[column] += values[column] * weight;
        }
    }

    private static void Write(Vector4[] line, CubicSample[] samples, Span<byte> to)
    {
        for (int column = 0, at = 0; column < samples.Length; column++, at += 4)
        {
            var weights = samples[column].Weights;
            var near = line.AsSpan(samples[column].First + CubicSample.Reach, CubicSample.Taps);
            var sum = near[0] * weights.X + near[1] * weights.Y + near[2] * weights.Z + near[3] * weights.W;
            sum = Vector4.Clamp(sum + new Vector4(0.5f), Vector4.Zero, new Vector4(byte.MaxValue));
            (to[at], to[at + 1], to[at + 2], to[at + 3]) = ((byte)sum.X, (byte)sum.Y, (byte)sum.Z, (byte)sum.W);
        }
    }
}
