using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>Paintings one over the other, the first lowest.</summary>
internal sealed class Stack(params Painting[] parts) : Painting
{
    private readonly Painting[] parts = parts;

    internal override Columns Reach(int y)
    {
        var reach = Columns.None;
        foreach (var part in parts)
        {
            reach = reach.Hull(part.Reach(y));
        }
        return reach;
    }

    internal override void Paint(int y, Span<Vector128<float>> row, Columns columns)
    {
        var lowest = Math.Max(0, Array.FindLastIndex(parts, part => part.Hides(y, columns)));
        foreach (var part in parts.AsSpan(lowest))
        {
            part.Paint(y, row, columns);
        }
    }

    internal override bool Hides(int y, Columns columns) => Array.Exists(parts, part => part.Hides(y, columns));

    internal override void Compare(Painting before, ICollection<RowColumns> changes)
    {
        if (before is not Stack stack || stack.parts.Length != parts.Length)
        {
            base.Compare(before, changes);
            return;
        }
        for (var at = 0; at < parts.Length; at++)
        {
            parts[at].Compare(stack.parts[at], changes);
        }
    }
}
