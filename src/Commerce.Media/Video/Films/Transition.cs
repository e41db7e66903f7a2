using System.Buffers;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>How one shot gives way to the next.</summary>
/// <param name="Length">Seconds, half before the cut and half after.</param>
/// <param name="Paint">Mixes both shots at a progress of 0 to 1; the second number is the progress half a frame's shutter later.</param>
internal sealed record Transition(float Length, Func<RowPainter, RowPainter, float, float, RowPainter> Paint)
{
    internal static Transition Cut { get; } = new(0, (_, after, _, _) => after);

    /// <summary>A sheet of colour slides over, and the next shot follows at its heel.</summary>
    internal static Transition Wipe(float turn, Vector128<float> colour, int width, int height, float length = 0.72f)
    {
        var plane = new Plane(turn);
        return new Transition(length, (before, after, now, then) =>
        {
            const float Lag = 0.18f;
            var (lead, leadSoft) = Edge(plane, Ease.Span(now, 0, 1 - Lag), Ease.Span(then, 0, 1 - Lag), width, height);
            var (trail, trailSoft) = Edge(plane, Ease.Span(now, Lag, 1 - Lag), Ease.Span(then, Lag, 1 - Lag), width, height);
            return (y, row) =>
            {
                before(y, row);
                plane.Lay(row, y, lead, leadSoft, colour, width * 0.05f);
                Mix(after, y, row, (under, above) => plane.Reveal(under, above, y, trail, trailSoft));
            };
        });
    }

    /// <summary>The next shot pushes the last one out at the top.</summary>
    internal static Transition Push(int height, float length = 0.45f) => new(length, (before, after, now, _) =>
    {
        var up = (int)MathF.Round(Ease.Both(now) * height);
        return (y, row) =>
        {
            if (y < height - up)
            {
                before(y + up, row);
                return;
            }
            after(y - height + up, row);
        };
    });

    /// <summary>One picture melts into the next.</summary>
    internal static Transition Fade(float length = 0.6f) => new(length, (before, after, now, _) =>
    {
        var share = Ease.Camera(now);
        return (y, row) =>
        {
            before(y, row);
            Mix(after, y, row, (under, above) =>
            {
                for (var x = 0; x < under.Length; x++)
                {
                    under[x] += (above[x] - under[x]) * share;
                }
            });
        };
    });

    private delegate void Mixing(Span<Vector128<float>> under, ReadOnlySpan<Vector128<float>> above);

    private static void Mix(RowPainter after, int y, Span<Vector128<float>> row, Mixing mixing)
    {
        var next = ArrayPool<Vector128<float>>.Shared.Rent(row.Length);
        var above = next.AsSpan(0, row.Length);
        above.Clear();
        after(y, above);
        mixing(row, above);
        ArrayPool<Vector128<float>>.Shared.Return(next);
    }

    private static (float Edge, float Soft) Edge(Plane plane, float now, float then, int width, int height)
    {
        var (from, to) = (plane.Edge(Ease.Both(now) * 1.1f - 0.05f, width, height), plane.Edge(Ease.Both(then) * 1.1f - 0.05f, width, height));
        return ((from + to) / 2, Math.Max(1.2f, to - from));
    }
}
