namespace Commerce.Media.Colour;

/// <summary>A colour in Björn Ottosson's Oklab: lightness 0 to 1, and two opponent axes around 0.</summary>
/// <param name="L">Perceived lightness, 0 black to 1 white.</param>
/// <param name="A">Green (−) to red (+).</param>
/// <param name="B">Blue (−) to yellow (+).</param>
public readonly record struct Oklab(float L, float A, float B)
{
    private static readonly float[] Linear = LinearTable();

    /// <summary>Colourfulness, 0 grey; about 0.3 is the most a screen shows.</summary>
    public float Chroma => MathF.Sqrt(A * A + B * B);

    /// <summary>Hue in radians.</summary>
    public float Hue => MathF.Atan2(B, A);

    /// <summary>From lightness, chroma and hue in radians.</summary>
    public static Oklab FromPolar(float lightness, float chroma, float hue) =>
        new(lightness, chroma * MathF.Cos(hue), chroma * MathF.Sin(hue));

    /// <summary>From 8-bit sRGB.</summary>
    public static Oklab FromBytes(byte red, byte green, byte blue) => FromLinear(Linear[red], Linear[green], Linear[blue]);

    /// <summary>Straight-line distance to another colour; about 0.02 is just visible side by side.</summary>
    public float Distance(Oklab other)
    {
        var (l, a, b) = (L - other.L, A - other.A, B - other.B);
        return MathF.Sqrt(l * l + a * a + b * b);
    }

    /// <summary>To an sRGB colour, giving up chroma (never lightness or hue) until it fits the screen's range.</summary>
    public Rgb ToRgb()
    {
        var candidate = this;
        for (var step = 0; step < 24; step++)
        {
            var (r, g, b) = candidate.ToLinear();
            if (Math.Min(r, Math.Min(g, b)) >= -0.0005f && Math.Max(r, Math.Max(g, b)) <= 1.0005f)
            {
                break;
            }
            candidate = candidate with { A = candidate.A * 0.92f, B = candidate.B * 0.92f };
        }
        var (red, green, blue) = candidate.ToLinear();
        return new Rgb(Rgb.Encode(red), Rgb.Encode(green), Rgb.Encode(blue));
    }

    internal static Oklab FromLinear(float red, float green, float blue)
    {
        var l = MathF.Cbrt(0.4122214708f * red + 0.5363325363f * green + 0.0514459929f * blue);
        var m = MathF.Cbrt(0.2119034982f * red + 0.6806995451f * green + 0.1073969566f * blue);
        var s = MathF.Cbrt(0.0883024619f * red + 0.2817188376f * green + 0.6299787005f * blue);
        return new Oklab(
            0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
            1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
            0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s);
    }

    private (float Red, float Green, float Blue) ToLinear()
    {
        var l = L + 0.3963377774f * A + 0.2158037573f * B;
        var m = L - 0.1055613458f * A - 0.0638541728f * B;
        var s = L - 0.0894841775f * A - 1.2914855480f * B;
        (l, m, s) = (l * l * l, m * m * m, s * s * s);
        return (4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s,
            -1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s,
            -0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s);
    }

    private static float[] LinearTable()
    {
        var table = new float[256];
        for (var value = 0; value < 256; value++)
        {
            table[value] = Rgb.Decode(value / 255f);
        }
        return table;
    }
}
