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
        var lowest = parts.Length - 1;
        while (lowest > 0 && !parts[lowest].Hides(y, columns))
        {
            lowest--;
        }
        for (var at = Math.Max(0, lowest); at < parts.Length; at++)
        {
            parts[at].Paint(y, row, columns);
        }
    }

    internal override bool Hides(int y, Columns columns)
    {
        foreach (var part in parts)
        {
            if (part.Hides(y, columns))
            {
                return true;
            }
        }
        return false;
    }

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
