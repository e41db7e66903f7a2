using System.Numerics;

namespace Commerce.Media.Cutout;

/// <summary>Enlarges a yes/no mask and rounds off its stairs.</summary>
internal static class MaskEnlargement
{
    internal static bool[] Of(bool[] mask, int width, int height, int toWidth, int toHeight)
    {
        var (across, down) = (CubicSample.Between(width, toWidth), CubicSample.Between(height, toHeight));
        var numbers = new float[mask.Length];
        for (var pixel = 0; pixel < numbers.Length; pixel++)
        {
            numbers[pixel] = mask[pixel] ? 1 : 0;
        }
        var (line, enlarged) = (new float[width + 2 * CubicSample.Reach], new bool[toWidth * toHeight]);
        for (var y = 0; y < toHeight; y++)
        {
            var middle = line.AsSpan(CubicSample.Reach, width);
            middle.Clear();
            for (var tap = 0; tap < CubicSample.Taps; tap++)
            {
                GaussianBlur.Add(middle, numbers.AsSpan(Math.Clamp(down[y].First + tap, 0, height - 1) * width, width), down[y].Weights[tap]);
            }
            if (middle.ContainsAnyExcept(0))
            {
                line.AsSpan(0, CubicSample.Reach).Fill(middle[0]);
                line.AsSpan(CubicSample.Reach + width).Fill(middle[^1]);
                Write(line, across, enlarged.AsSpan(y * toWidth, toWidth));
            }
        }
        return enlarged;
    }

    private static void Write(float[] line, CubicSample[] samples, Span<bool> to)
    {
        for (var column = 0; column < samples.Length; column++)
        {
            var sample = samples[column];
            to[column] = Vector4.Dot(new Vector4(line.AsSpan(sample.First + CubicSample.Reach, CubicSample.Taps)), sample.Weights) >= 0.5f;
        }
    }
}
