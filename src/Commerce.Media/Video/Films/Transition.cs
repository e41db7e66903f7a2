using System.Buffers;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>How one shot gives way to the next.</summary>
/// <param name="Length">Seconds, half before the cut and half after.</param>
/// <param name="Paint">Mixes both shots at a progress of 0 to 1; the second number is the progress half a frame's shutter later.</param>
internal sealed record Transition(float Length, Func<Painting, Painting, float, float, Painting> Paint)
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
            var sheet = new Stack(before, new Sheet(plane, lead, leadSoft, colour, width * 0.05f, width));
            return new Drawn((y, row, columns) =>
            {
                var (inside, rim) = plane.Split(y, trail, trailSoft, trailSoft, width);
                var (revealed, mixed, under) = (inside.Within(columns), rim.Within(columns), Beside(inside.Hull(rim), columns).Hull(rim.Within(columns)));
                if (!under.Empty)
                {
                    sheet.Paint(y, row, under);
                }
                if (!revealed.Empty)
                {
                    after.Paint(y, row, revealed);
                }
                if (!mixed.Empty)
                {
                    Mix(after, y, row, mixed, (below, above) => plane.Reveal(below, above, y, trail, trailSoft, mixed));
                }
            }, opaque: true);
        });
    }

    /// <summary>The next shot pushes the last one out at the top.</summary>
    internal static Transition Push(int height, float length = 0.45f) => new(length, (before, after, now, _) =>
    {
        var up = (int)MathF.Round(Ease.Both(now) * height);
        return new Drawn((y, row, columns) =>
        {
            if (y < height - up)
            {
                before.Paint(y + up, row, columns);
                return;
            }
            after.Paint(y - height + up, row, columns);
        }, opaque: true);
    });

    /// <summary>One picture melts into the next.</summary>
    internal static Transition Fade(float length = 0.6f) => new(length, (before, after, now, _) =>
    {
        var share = Ease.Camera(now);
        return new Drawn((y, row, columns) =>
        {
            before.Paint(y, row, columns);
            Mix(after, y, row, columns, (under, above) =>
            {
                for (var x = columns.From; x < columns.To; x++)
                {
                    under[x] += (above[x] - under[x]) * share;
                }
            });
        }, opaque: true);
    });

    private delegate void Mixing(Span<Vector128<float>> under, ReadOnlySpan<Vector128<float>> above);

    private static void Mix(Painting after, int y, Span<Vector128<float>> row, Columns columns, Mixing mixing)
    {
        var next = ArrayPool<Vector128<float>>.Shared.Rent(row.Length);
        var above = next.AsSpan(0, row.Length);
        after.Paint(y, above, columns);
        mixing(row, above);
        ArrayPool<Vector128<float>>.Shared.Return(next);
    }

    /// <summary>What is left of a row beside columns that begin or end with it.</summary>
    private static Columns Beside(Columns covered, Columns row) => covered.Empty
        ? row
        : covered.From <= row.From ? new Columns(Math.Max(row.From, covered.To), row.To) : new Columns(row.From, Math.Min(row.To, covered.From));

    private static (float Edge, float Soft) Edge(Plane plane, float now, float then, int width, int height)
    {
        var (from, to) = (plane.Edge(Ease.Both(now) * 1.1f - 0.05f, width, height), plane.Edge(Ease.Both(then) * 1.1f - 0.05f, width, height));
        return ((from + to) / 2, Math.Max(1.2f, to - from));
    }
}
