namespace Commerce.Media.Scenes;

/// <summary>A square of smooth noise that repeats seamlessly; the same on every machine.</summary>
internal sealed class NoiseTile
{
    private const int Side = 256;
    private readonly float[] values = new float[Side * Side];

    internal NoiseTile(uint seed)
    {
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Hash((uint)index * 2654435761u ^ seed * 40503u) * 2 - 1;
        }
    }

    internal static NoiseTile Shared { get; } = new(7);

    /// <summary>Smooth noise at a point, about −1 to 1; one unit is one cell.</summary>
    internal float At(float x, float y)
    {
        var (left, top) = (MathF.Floor(x), MathF.Floor(y));
        var (fx, fy) = (x - left, y - top);
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        var (x0, y0) = ((int)left & (Side - 1), (int)top & (Side - 1));
        var (x1, y1) = ((x0 + 1) & (Side - 1), (y0 + 1) & (Side - 1));
        var upper = values[y0 * Side + x0] + (values[y0 * Side + x1] - values[y0 * Side + x0]) * fx;
        var lower = values[y1 * Side + x0] + (values[y1 * Side + x1] - values[y1 * Side + x0]) * fx;
        return upper + (lower - upper) * fy;
    }

    /// <summary>Several octaves added up, about −1 to 1.</summary>
    internal float Layers(float x, float y, int octaves)
    {
        var (sum, weight) = (0f, 0.5f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += At(x, y) * weight;
            (x, y, weight) = (x * 2.03f + 17.3f, y * 2.03f + 5.1f, weight * 0.5f);
        }
        return sum;
    }

    /// <summary>A number from 0 to 1 that looks random but only depends on its input.</summary>
    internal static float Hash(uint value)
    {
        value ^= value >> 16;
        value *= 0x7feb352d;
        value ^= value >> 15;
        value *= 0x846ca68b;
        value ^= value >> 16;
        return (value & 0xffffff) / (float)0x1000000;
    }
}
