using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>One painted frame: rows of red, green, blue and a byte of alpha.</summary>
internal sealed class FilmFrame(int width, int height)
{
    private const int Workers = 2;

    internal byte[] Pixels { get; } = new byte[width * height * 4];

    internal void Paint(Painting painting) => Parallel.For(0, Workers, new ParallelOptions { MaxDegreeOfParallelism = Workers }, worker =>
    {
        var row = new Vector128<float>[width];
        for (var y = worker; y < height; y += Workers)
        {
            Array.Clear(row);
            painting.Paint(y, row);
            Store(row, MemoryMarshal.Cast<byte, uint>(Pixels.AsSpan(y * width * 4, width * 4)));
        }
    });

    private static void Store(ReadOnlySpan<Vector128<float>> row, Span<uint> line)
    {
        var half = Vector128.Create(0.5f);
        for (var at = 0; at < row.Length; at++)
        {
            var whole = Vector128.ConvertToInt32(row[at] + half);
            var narrow = Vector128.Narrow(whole.AsUInt32(), Vector128<uint>.Zero);
            line[at] = Vector128.Narrow(narrow, Vector128<ushort>.Zero).AsUInt32().ToScalar();
        }
    }
}
