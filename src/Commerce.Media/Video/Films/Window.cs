using System.Buffers;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>A painting seen through a rectangle with round corners.</summary>
internal sealed class Window(Painting inner, Area pane, float radius) : Painting
{
    private readonly Painting inner = inner;
    private readonly (Area Pane, float Radius) frame = (pane, radius);

    internal override Columns Reach(int y) => Shows(y) ? new((int)frame.Pane.Left, (int)frame.Pane.Right + 1) : Columns.None;

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns)
    {
        var part = columns.Within(Reach(y));
        if (part.Empty)
        {
            return;
        }
        var rented = ArrayPool<Vector128<float>>.Shared.Rent(row.Length);
        var seen = rented.AsSpan(0, row.Length);
        inner.Paint(y, seen, part);
        Shapes.Window(row, seen, y, part, frame.Pane, frame.Radius);
        ArrayPool<Vector128<float>>.Shared.Return(rented);
    }

    internal override void Compare(Painting before, ICollection<RowColumns> changes)
    {
        if (before is not Window window || window.frame != frame)
        {
            base.Compare(before, changes);
            return;
        }
        var inside = new List<RowColumns>();
        inner.Compare(window.inner, inside);
        foreach (var change in inside)
        {
            changes.Add(y => change(y).Within(Reach(y)));
        }
    }

    private bool Shows(int y) => y >= frame.Pane.Top && y <= frame.Pane.Bottom;
}
