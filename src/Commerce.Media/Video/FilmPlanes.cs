using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>
/// One painted frame as video is coded: a plane of lightness and two of colour at half the size (BT.709, limited range). The
/// colours go from the painter's rows straight into the planes, and less than half the bytes go to the encoder.
/// </summary>
internal sealed class FilmPlanes(int width, int height)
{
    // A step of the conversion; rows are as many whole steps long, so that a pixel is always converted in the same way.
    private const int Step = 8;

    private readonly int size = width * height;
    private readonly Columns[] painted = new Columns[height / 2];
    private readonly Vector128<float>[] upper = new Vector128<float>[(width + Step - 1) / Step * Step];
    private readonly Vector128<float>[] lower = new Vector128<float>[(width + Step - 1) / Step * Step];

    internal byte[] Bytes { get; } = new byte[width * height * 3 / 2];

    /// <summary>Paints the frame over the one before the last, which it still holds.</summary>
    /// <param name="before">The last frame, whose pixels are kept where they stay the same.</param>
    /// <param name="changes">Where they do not.</param>
    /// <remarks>On one thread: the encoder beside it keeps the other processors busy, and waiting for a second painter costs more than it gives.</remarks>
    internal void Paint(Painting painting, FilmPlanes before, IReadOnlyList<RowColumns> changes)
    {
        for (var pair = 0; pair < height / 2; pair++)
        {
            var changed = Changed(changes, pair * 2).Hull(Changed(changes, pair * 2 + 1));
            if (!changed.Hold(before.painted[pair]))
            {
                Keep(before, pair, before.painted[pair]);
            }
            painted[pair] = changed;
            if (changed.Empty)
            {
                continue;
            }
            Paint(painting, pair * 2, upper, changed);
            Paint(painting, pair * 2 + 1, lower, changed);
            Convert(pair, changed);
        }
    }

    private void Paint(Painting painting, int y, Vector128<float>[] row, Columns columns)
    {
        if (!painting.Hides(y, columns))
        {
            row.AsSpan(columns.From, columns.Count).Clear();
        }
        painting.Paint(y, row.AsSpan(0, width), columns);
    }

    private Columns Changed(IReadOnlyList<RowColumns> changes, int y)
    {
        var (changed, row) = (Columns.None, new Columns(0, width));
        for (var at = 0; at < changes.Count; at++)
        {
            changed = changed.Hull(changes[at](y).Within(row));
        }
        return changed.Empty ? changed : new Columns(changed.From / Step * Step, Math.Min(width, (changed.To + Step - 1) / Step * Step));
    }

    /// <summary>Takes over what the last frame changed; everything else is here already.</summary>
    private void Keep(FilmPlanes before, int pair, Columns columns)
    {
        var (first, half) = (size + pair * (width / 2) + columns.From / 2, columns.Count / 2);
        Take(before, pair * 2 * width + columns.From, columns.Count);
        Take(before, (pair * 2 + 1) * width + columns.From, columns.Count);
        Take(before, first, half);
        Take(before, first + size / 4, half);
    }

    private void Take(FilmPlanes before, int from, int count) => before.Bytes.AsSpan(from, count).CopyTo(Bytes.AsSpan(from));

    private void Convert(int pair, Columns columns)
    {
        var half = width / 2;
        var above = Bytes.AsSpan(pair * 2 * width, width);
        var below = Bytes.AsSpan((pair * 2 + 1) * width, width);
        var blue = Bytes.AsSpan(size + pair * half, half);
        var red = Bytes.AsSpan(size + size / 4 + pair * half, half);
        for (var at = columns.From; at < columns.To; at += Step)
        {
            var one = upper.AsSpan(at, Step);
            var two = lower.AsSpan(at, Step);
            Store(FilmColours.Lightness(one), above[at..]);
            Store(FilmColours.Lightness(two), below[at..]);
            var colours = FilmColours.BlueAndRed(one, two);
            Store((uint)colours, blue[(at / 2)..]);
            Store((uint)(colours >> 32), red[(at / 2)..]);
        }
    }

    private static void Store<T>(T bytes, Span<byte> line) where T : unmanaged
    {
        if (line.Length >= Unsafe.SizeOf<T>())
        {
            MemoryMarshal.Write(line, in bytes);
            return;
        }
        MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in bytes))[..line.Length].CopyTo(line);
    }
}
