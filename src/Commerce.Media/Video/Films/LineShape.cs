using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>Part of a straight line with round ends, see <see cref="Shapes.Stroke"/>.</summary>
internal sealed class LineShape(float x0, float y0, float x1, float y1, float thick, Vector128<float> colour, float share) : Painting
{
    protected override object? Look { get; } = (x0, y0, x1, y1, thick, colour, share);

    internal override Columns Reach(int y) => y < Math.Min(y0, y1) - thick - 1 || y > Math.Max(y0, y1) + thick
        ? Columns.None
        : new((int)(Math.Min(x0, x1) - thick) - 1, (int)(Math.Max(x0, x1) + thick) + 2);

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns) => Shapes.Stroke(row, y, columns, x0, y0, x1, y1, thick, colour, share);
}
