using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Commerce.Media.Colour;
using Commerce.Media.Cutout;

namespace Commerce.Media.Video;

/// <summary>Pixels a film samples from: 8-bit RGBA, premultiplied, so that mixing neighbours never drags hidden colours in.</summary>
internal sealed class Texture(byte[] pixels, int width, int height)
{
    private Columns[]? inked;

    internal int Width => width;

    internal int Height => height;

    /// <summary>From opaque RGB.</summary>
    internal static Texture FromRgb(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var pixels = new byte[width * height * 4];
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            rgb.Slice(pixel * 3, 3).CopyTo(pixels.AsSpan(pixel * 4));
            pixels[pixel * 4 + 3] = 255;
        }
        return new Texture(pixels, width, height);
    }

    /// <summary>An empty texture for layers to be put on.</summary>
    internal static Texture Clear(int width, int height) => new(new byte[width * height * 4], width, height);

    /// <summary>Lays a flat colour through a one-band map of the texture's size.</summary>
    internal Texture Tint(ReadOnlySpan<byte> map, Rgb colour)
    {
        var whole = Premultiplied(colour, 1);
        for (var pixel = 0; pixel < map.Length; pixel++)
        {
            Put(pixel, whole * (map[pixel] / 255f));
        }
        return this;
    }

    /// <summary>Lays premultiplied pixels on the texture.</summary>
    internal Texture Lay(ReadOnlySpan<byte> rgba, PixelBox box)
    {
        for (var row = 0; row < box.Height; row++)
        {
            for (var column = 0; column < box.Width; column++)
            {
                var from = (row * box.Width + column) * 4;
                var (x, y) = (box.Left + column, box.Top + row);
                if (rgba[from + 3] > 0 && x >= 0 && y >= 0 && x < width && y < height)
                {
                    Put(y * width + x, Vector128.Create((float)rgba[from], rgba[from + 1], rgba[from + 2], rgba[from + 3]));
                }
            }
        }
        return this;
    }

    /// <summary>A colour as film rows hold it.</summary>
    internal static Vector128<float> Premultiplied(Rgb colour, float alpha) =>
        Vector128.Create(colour.Red, colour.Green, colour.Blue, 1) * (255 * alpha);

    /// <summary>Mixes some columns of two neighbouring rows; beyond the texture its edge repeats.</summary>
    /// <param name="share">How much of the second.</param>
    internal void MixTwo(int row, float share, int first, Span<Vector128<float>> line)
    {
        RefuseBeyond(first, line.Length);
        ref var upper = ref Start(row, first);
        ref var lower = ref Start(row + 1, first);
        var pairs = MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(line);
        for (var at = 0; at < pairs.Length; at++)
        {
            var offset = (nuint)at * 8;
            pairs[at] = Two(ref upper, offset) * (1 - share) + Two(ref lower, offset) * share;
        }
        if (line.Length % 2 == 1)
        {
            var offset = (nuint)(line.Length - 1) * 4;
            line[^1] = One(ref upper, offset) * (1 - share) + One(ref lower, offset) * share;
        }
    }

    /// <summary>Mixes some columns of four neighbouring rows; beyond the texture there is nothing.</summary>
    internal void MixFour(int row, Vector128<float> weights, int first, Span<Vector128<float>> line)
    {
        RefuseBeyond(first, line.Length);
        weights = Vector128.ConditionalSelect(Within(row), weights, Vector128<float>.Zero);
        var (a, b, c, d) = (weights[0], weights[1], weights[2], weights[3]);
        ref var one = ref Start(row, first);
        ref var two = ref Start(row + 1, first);
        ref var three = ref Start(row + 2, first);
        ref var four = ref Start(row + 3, first);
        var pairs = MemoryMarshal.Cast<Vector128<float>, Vector256<float>>(line);
        for (var at = 0; at < pairs.Length; at++)
        {
            var offset = (nuint)at * 8;
            pairs[at] = Two(ref one, offset) * a + Two(ref two, offset) * b + Two(ref three, offset) * c + Two(ref four, offset) * d;
        }
        if (line.Length % 2 == 1)
        {
            var offset = (nuint)(line.Length - 1) * 4;
            line[^1] = One(ref one, offset) * a + One(ref two, offset) * b + One(ref three, offset) * c + One(ref four, offset) * d;
        }
    }

    /// <summary>The columns between the first and the last that are not clear in some rows.</summary>
    internal Columns Inked(int top, int bottom)
    {
        inked ??= Inks();
        var hull = Columns.None;
        for (var row = Math.Max(0, top); row <= Math.Min(height - 1, bottom); row++)
        {
            hull = hull.Hull(inked[row]);
        }
        return hull;
    }

    private Columns[] Inks()
    {
        var rows = new Columns[height];
        for (var row = 0; row < height; row++)
        {
            var line = MemoryMarshal.Cast<byte, uint>(pixels).Slice(row * width, width);
            rows[row] = new Columns(Math.Max(0, line.IndexOfAnyExcept(0u)), line.LastIndexOfAnyExcept(0u) + 1);
        }
        return rows;
    }

    // What follows reads without further checks.
    private void RefuseBeyond(int first, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + columns, width);
    }

    private ref byte Start(int row, int column) => ref pixels[(Math.Clamp(row, 0, height - 1) * width + column) * 4];

    private Vector128<float> Within(int row)
    {
        var rows = Vector128.Create(row) + Vector128.Create(0, 1, 2, 3);
        return (Vector128.GreaterThanOrEqual(rows, Vector128<int>.Zero) & Vector128.LessThan(rows, Vector128.Create(height))).AsSingle();
    }

    private static Vector256<float> Two(ref byte start, nuint offset)
    {
        var parts = Vector128.WidenLower(Vector64.LoadUnsafe(ref start, offset).ToVector128Unsafe());
        return Vector256.ConvertToSingle(Vector256.WidenLower(parts.ToVector256Unsafe()).AsInt32());
    }

    private static Vector128<float> One(ref byte start, nuint offset) => Wide(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, offset)));

    private static Vector128<float> Wide(uint pixel) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32());

    private void Put(int pixel, Vector128<float> above)
    {
        var at = MemoryMarshal.Cast<byte, uint>(pixels.AsSpan());
        var mixed = above + Wide(at[pixel]) * (1 - above[3] / 255f);
        (pixels[pixel * 4], pixels[pixel * 4 + 1], pixels[pixel * 4 + 2], pixels[pixel * 4 + 3]) =
            ((byte)(mixed[0] + 0.5f), (byte)(mixed[1] + 0.5f), (byte)(mixed[2] + 0.5f), (byte)(mixed[3] + 0.5f));
    }
}
