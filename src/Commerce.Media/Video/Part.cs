using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>A painting of which only some rows and columns are shown.</summary>
/// <param name="inner">The painting.</param>
/// <param name="columns">The columns that are shown.</param>
/// <param name="top">The first row that is shown.</param>
/// <param name="bottom">The first row below it that is not.</param>
internal sealed class Part(Painting inner, Columns columns, float top = float.MinValue, float bottom = float.MaxValue) : Painting
{
    private readonly Painting inner = inner;
    private readonly Columns shown = columns;
    private readonly (float Top, float Bottom) rows = (top, bottom);

    internal override Columns Reach(int y) => Shows(y) ? inner.Reach(y).Within(shown) : Columns.None;

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns)
    {
        var part = columns.Within(shown);
        if (Shows(y) && !part.Empty)
        {
            inner.Paint(y, row, part);
        }
    }

    internal override bool Hides(int y, Columns columns) => Shows(y) && shown.Hold(columns) && inner.Hides(y, columns);

    internal override void Compare(Painting before, ICollection<RowColumns> changes)
    {
        if (before is not Part part || part.rows != rows || part.shown.From != shown.From && part.shown.To != shown.To)
        {
            base.Compare(before, changes);
            return;
        }
        var inside = new List<RowColumns>();
        inner.Compare(part.inner, inside);
        var both = shown.Hull(part.shown);
        foreach (var change in inside)
        {
            changes.Add(y => Shows(y) ? change(y).Within(both) : Columns.None);
        }
        if (part.shown != shown)
        {
            var won = shown.From == part.shown.From
                ? new Columns(Math.Min(shown.To, part.shown.To), Math.Max(shown.To, part.shown.To))
                : new Columns(Math.Min(shown.From, part.shown.From), Math.Max(shown.From, part.shown.From));
            changes.Add(y => Shows(y) ? won : Columns.None);
        }
    }

    private bool Shows(int y) => y >= rows.Top && y < rows.Bottom;
}
