using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>Tells for a row which of its columns are meant.</summary>
internal delegate Columns RowColumns(int y);

/// <summary>
/// What is seen at one moment, a row at a time. Rows hold red, green, blue and alpha, 0 to 255, premultiplied. A pixel's colour
/// never depends on which columns are asked for with it, so that a film can keep those that stayed the same.
/// </summary>
internal abstract class Painting
{
    /// <summary>Nothing at all.</summary>
    internal static Painting Nothing { get; } = new Stack();

    /// <summary>All that the look depends on; two paintings of the same look show the same pixels. Null is like nothing else.</summary>
    protected virtual object? Look => null;

    /// <summary>The columns of a row that it may paint, perhaps beyond the film's edges.</summary>
    internal abstract Columns Reach(int y);

    /// <summary>Paints some columns of a row that holds the whole width of the film.</summary>
    internal abstract void Paint(int y, Span<Vector128<float>> row, Columns columns);

    /// <summary>Paints a whole row.</summary>
    internal void Paint(int y, Span<Vector128<float>> row) => Paint(y, row, new Columns(0, row.Length));

    /// <summary>Whether nothing below it can be seen in these columns.</summary>
    internal virtual bool Hides(int y, Columns columns) => false;

    /// <summary>Adds where it may look unlike another painting in its place.</summary>
    internal virtual void Compare(Painting before, ICollection<RowColumns> changes)
    {
        if (Look is null || !Look.Equals(before.Look))
        {
            changes.Add(y => Reach(y).Hull(before.Reach(y)));
        }
    }
}
