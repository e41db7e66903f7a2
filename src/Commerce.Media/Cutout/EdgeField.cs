namespace Commerce.Media.Cutout;

/// <summary>
/// How strongly each pixel separates its neighbours. A slope that is just as steep after strong smoothing belongs to soft
/// light, a shadow's rim or a bent backdrop, and counts for little; a product's edge is sharp even where it is faint.
/// </summary>
internal sealed class EdgeField(LabPlanes fine, LabPlanes broad)
{
    // A product's edge keeps over a third of its slope after this much is taken off; a shadow's rim two pixels soft keeps none.
    private const float InShade = 1.4f;
    private const float ShadeScale = 0.5f;
    private const float SlopeShare = 0.05f;
    private readonly float[] slope = fine.Gradient();
    private readonly float[] steep = broad.Gradient();

    /// <summary>Separating strength, in Lab units a pixel.</summary>
    /// <param name="view">The background's explanation of each pixel.</param>
    /// <param name="floor">The row from which shadows on the ground are likely; they are fully allowed for a tenth of the height below.</param>
    internal float[] Strength(BackgroundView view, int floor)
    {
        var strength = new float[slope.Length];
        var reach = Math.Max(1, fine.Height * 0.1f);
        for (var y = 0; y < fine.Height; y++)
        {
            var low = Math.Clamp((y - floor) / reach, 0, 1);
            for (var pixel = y * fine.Width; pixel < (y + 1) * fine.Width; pixel++)
            {
                var shade = low > 0 && view.IsShade(pixel) ? low : 0;
                var sharp = Math.Max(0, slope[pixel] - (1 + (InShade - 1) * shade) * steep[pixel]) + SlopeShare * slope[pixel];
                strength[pixel] = sharp * (1 - (1 - ShadeScale) * shade);
            }
        }
        return strength;
    }
}
