using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>A rectangle with round corners, see <see cref="Shapes.Rounded"/>.</summary>
internal sealed class RoundedShape(Area area, float radius, Vector128<float> colour, float opacity = 1) : Painting
{
    protected override object? Look { get; } = (area, radius, colour, opacity);

    internal override Columns Reach(int y) => y + 1 <= area.Top || y >= area.Bottom ? Columns.None : new((int)area.Left, (int)area.Right + 1);

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns) => Shapes.Rounded(row, y, columns, area, radius, colour, opacity);
}
