using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>One opaque colour everywhere.</summary>
internal sealed class Flat(Vector128<float> colour) : Painting
{
    protected override object? Look { get; } = colour;

    internal override Columns Reach(int y) => Columns.All;

    internal override bool Hides(int y, Columns columns) => true;

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns) => row[columns.From..columns.To].Fill(colour);
}
