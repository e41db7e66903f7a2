using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>A plane laid in one colour.</summary>
/// <param name="plane">The plane.</param>
/// <param name="edge">Where its edge is.</param>
/// <param name="soft">See <see cref="Plane.Reveal"/>.</param>
/// <param name="colour">Opaque.</param>
/// <param name="shade">How far it throws its shade, in pixels.</param>
/// <param name="width">The film's.</param>
internal sealed class Sheet(Plane plane, float edge, float soft, Vector128<float> colour, float shade, int width) : Painting
{
    private readonly (Plane Plane, Vector128<float> Colour, float Shade) kind = (plane, colour, shade);
    private readonly (float Edge, float Soft) place = (edge, soft);

    protected override object? Look { get; } = (plane, edge, soft, colour, shade);

    internal override Columns Reach(int y)
    {
        var (inside, rim) = Split(y);
        return inside.Hull(rim);
    }

    internal override bool Hides(int y, Columns columns) => Split(y).Inside.Hold(columns);

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns) => kind.Plane.Lay(row, y, place.Edge, place.Soft, kind.Colour, kind.Shade, columns);

    /// <summary>What a moved sheet covers before and after stays the same; only what its edge passed over does not.</summary>
    internal override void Compare(Painting before, ICollection<RowColumns> changes)
    {
        if (before is not Sheet sheet || sheet.kind != kind)
        {
            base.Compare(before, changes);
            return;
        }
        if (sheet.place != place)
        {
            changes.Add(y =>
            {
                var (now, then) = (Split(y).Rim, sheet.Split(y).Rim);
                return new Columns(Math.Min(now.From, then.From), Math.Max(now.To, then.To));
            });
        }
    }

    private (Columns Inside, Columns Rim) Split(int y) => kind.Plane.Split(y, place.Edge, place.Soft, kind.Shade, width);
}
