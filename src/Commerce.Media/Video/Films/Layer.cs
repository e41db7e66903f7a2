using System.Buffers;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video.Films;

/// <summary>A part of a shot: what it paints at a time in seconds from the shot's cut, which may be before it.</summary>
internal delegate RowPainter Layer(float time);

/// <summary>Puts layers together.</summary>
internal static class Layers
{
    /// <summary>The layers one over the other, the first lowest.</summary>
    internal static Layer Stack(params Layer[] layers) => time =>
    {
        var painters = Array.ConvertAll(layers, layer => layer(time));
        return (y, row) =>
        {
            foreach (var painter in painters)
            {
                painter(y, row);
            }
        };
    };

    /// <summary>Paints only the columns from one on.</summary>
    internal static void Beyond(RowPainter painter, int y, Span<Vector128<float>> row, int from)
    {
        var whole = ArrayPool<Vector128<float>>.Shared.Rent(row.Length);
        var painted = whole.AsSpan(0, row.Length);
        painted.Clear();
        painter(y, painted);
        painted[from..].CopyTo(row[from..]);
        ArrayPool<Vector128<float>>.Shared.Return(whole);
    }

    internal static Layer Fill(Vector128<float> colour) => _ => (_, row) => row.Fill(colour);
}
