using System.Runtime.Intrinsics;

namespace Commerce.Media.Video;

/// <summary>
/// One painted frame as video is coded: a plane of lightness and two of colour at half the size (BT.709, limited range). The
/// colours go from the painter's rows straight into the planes, and less than half the bytes go to the encoder.
/// </summary>
internal sealed class FilmPlanes(int width, int height)
{
    private const int Workers = 2;
    private static readonly Vector128<float> Light = Vector128.Create(0.182586f, 0.614231f, 0.062007f, 0);
    private static readonly Vector128<float> Blue = Vector128.Create(-0.100644f, -0.338572f, 0.439216f, 0);
    private static readonly Vector128<float> Red = Vector128.Create(0.439216f, -0.398942f, -0.040274f, 0);

    internal byte[] Bytes { get; } = new byte[width * height * 3 / 2];

    internal void Paint(RowPainter painter) => Parallel.For(0, Workers, new ParallelOptions { MaxDegreeOfParallelism = Workers }, worker =>
    {
        var (upper, lower) = (new Vector128<float>[width], new Vector128<float>[width]);
        for (var pair = worker; pair < height / 2; pair += Workers)
        {
            Array.Clear(upper);
            Array.Clear(lower);
            painter(pair * 2, upper);
            painter(pair * 2 + 1, lower);
            Lightness(upper, Bytes.AsSpan(pair * 2 * width, width));
            Lightness(lower, Bytes.AsSpan((pair * 2 + 1) * width, width));
            var (half, all) = (width / 2, width * height);
            Colour(upper, lower, Bytes.AsSpan(all + pair * half, half), Bytes.AsSpan(all + all / 4 + pair * half, half));
        }
    });

    private static void Lightness(ReadOnlySpan<Vector128<float>> row, Span<byte> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            line[at] = (byte)(16.5f + Vector128.Dot(row[at], Light));
        }
    }

    private static void Colour(ReadOnlySpan<Vector128<float>> upper, ReadOnlySpan<Vector128<float>> lower, Span<byte> blue, Span<byte> red)
    {
        for (var at = 0; at < blue.Length; at++)
        {
            var mean = (upper[2 * at] + upper[2 * at + 1] + lower[2 * at] + lower[2 * at + 1]) * 0.25f;
            blue[at] = (byte)(128.5f + Vector128.Dot(mean, Blue));
            red[at] = (byte)(128.5f + Vector128.Dot(mean, Red));
        }
    }
}
