namespace Commerce.Media.Cutout;

/// <summary>
/// Each pixel as the smooth background would explain it: how much of the background's light it has, and how far its colour
/// is from the background's in that light. A shadow takes light away and leaves the colour.
/// </summary>
internal sealed class BackgroundView
{
    private const float DarkestShade = 0.16f;

    internal BackgroundView(LabPlanes planes, BackgroundModel model)
    {
        (Ratio, Tint) = (new float[planes.Count], new float[planes.Count]);
        var (lightness, green, blue) = (new float[planes.Width], new float[planes.Width], new float[planes.Width]);
        for (var y = 0; y < planes.Height; y++)
        {
            model.Fill(y, lightness, green, blue);
            var row = y * planes.Width;
            for (var x = 0; x < lightness.Length; x++)
            {
                var (pixel, light) = (row + x, planes.L[row + x]);
                // A few units keep black backgrounds from turning noise into large ratios.
                Ratio[pixel] = (light + 3) / Math.Max(4, lightness[x] + 3);
                // Less light scales L + 16 and both colour axes alike.
                var scale = (light + 16) / (lightness[x] + 16);
                var (da, db) = (planes.A[pixel] - green[x] * scale, planes.B[pixel] - blue[x] * scale);
                Tint[pixel] = MathF.Sqrt(da * da + db * db);
            }
        }
    }

    /// <summary>Lightness as a share of the background's.</summary>
    internal float[] Ratio { get; }

    /// <summary>Distance in the Lab plane of colours from the background in the same light.</summary>
    internal float[] Tint { get; }

    /// <summary>Whether less light on the background would explain the pixel.</summary>
    internal bool IsShade(int pixel) => Ratio[pixel] is > DarkestShade and < 0.985f && Tint[pixel] < 4.5f + 5 * (1 - Ratio[pixel]);

    /// <summary>Whether the pixel is just what the background in full light would be.</summary>
    internal bool IsLit(int pixel) => Ratio[pixel] is > 0.982f and < 1.012f && Tint[pixel] < 2;

    /// <summary>Whether no light on the background could explain the pixel.</summary>
    internal bool IsStrange(int pixel) => Tint[pixel] > 8 + 5 * (1 - Math.Min(1, Ratio[pixel])) || Ratio[pixel] < DarkestShade * 0.7f;

    /// <summary>How much a pixel resists being background by its colour alone, in Lab units of gradient.</summary>
    internal float Resistance(int pixel)
    {
        var ratio = Ratio[pixel];
        var tint = Math.Max(0, Tint[pixel] - 6 - 5 * (1 - Math.Min(1, ratio)));
        var dark = Math.Max(0, DarkestShade * 1.2f - ratio);
        var light = Math.Max(0, ratio - 1.2f);
        return tint * 0.22f + dark * 14 + light * 6;
    }
}
