using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>Paints some columns of one row.</summary>
internal delegate void RowPainter(int y, Span<Vector128<float>> row, Columns columns);

/// <summary>A painting made of a function.</summary>
/// <param name="painter">Paints it.</param>
/// <param name="look">See <see cref="Painting.Look"/>; it must tell this function from every other.</param>
/// <param name="reach">The only columns it is asked for; all when null.</param>
/// <param name="opaque">Whether nothing below it can be seen, anywhere.</param>
internal sealed class Drawn(RowPainter painter, object? look = null, RowColumns? reach = null, bool opaque = false) : Painting
{
    protected override object? Look => look;

    internal override Columns Reach(int y) => reach?.Invoke(y) ?? Columns.All;

    internal override bool Hides(int y, Columns columns) => opaque;

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns)
    {
        var part = columns.Within(Reach(y));
        if (!part.Empty)
        {
            painter(y, row, part);
        }
    }
}
