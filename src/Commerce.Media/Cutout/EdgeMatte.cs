namespace Commerce.Media.Cutout;

/// <summary>
/// Gives a hard product mask a soft edge: near the border each pixel is explained as a mix of the product's and the
/// background's colour close by; the mix is its transparency, and the background's share is taken out of its colour.
/// </summary>
internal static class EdgeMatte
{
    private const int Band = 2;

    /// <summary>Builds straight-alpha RGBA from the source's pixels and a yes/no mask.</summary>
    internal static byte[] Apply(byte[] source, bool[] product, int width, int height)
    {
        var inside = Morphology.Shrunk(product, width, Band);
        var outside = Morphology.Outside(Morphology.Grown(product, width, Band));
        var near = new NearbyColour(source, inside, width, height);
        var far = new NearbyColour(source, outside, width, height);
        var result = new byte[width * height * 4];
        for (int pixel = 0, from = 0, to = 0; pixel < product.Length; pixel++, from += 3, to += 4)
        {
            if (outside[pixel])
            {
                continue;
            }
            if (inside[pixel])
            {
                (result[to], result[to + 1], result[to + 2], result[to + 3]) = (source[from], source[from + 1], source[from + 2], 255);
                continue;
            }
            Mix(source, from, result, to, near, far, pixel % width, pixel / width, Smooth(product, pixel, width, height));
        }
        return result;
    }

    private static void Mix(byte[] source, int from, byte[] result, int to, NearbyColour near, NearbyColour far, int x, int y, float smooth)
    {
        (float R, float G, float B) own = (source[from], source[from + 1], source[from + 2]);
        var behind = far.At(x, y, 4) ?? far.At(x, y, 12);
        var front = near.At(x, y, 3) ?? near.At(x, y, 5);
        var alpha = smooth;
        if (behind is { } back && front is { } fore)
        {
            var (dr, dg, db) = (fore.Red - back.Red, fore.Green - back.Green, fore.Blue - back.Blue);
            var contrast = dr * dr + dg * dg + db * db;
            var projected = ((own.R - back.Red) * dr + (own.G - back.Green) * dg + (own.B - back.Blue) * db) / Math.Max(1, contrast);
            var trust = Math.Clamp((MathF.Sqrt(contrast) - 18) / 40, 0, 1);
            // The mix may sharpen or soften the geometric edge, but not invent product far outside of it.
            var limited = Math.Clamp(projected, Math.Max(0, smooth - 0.55f), Math.Min(1, smooth + 0.45f));
            alpha = smooth + (limited - smooth) * trust;
        }
        else if (behind is { } only)
        {
            // Thin parts have no inner pixels; what differs from the background is product.
            var difference = Math.Abs(own.R - only.Red) + Math.Abs(own.G - only.Green) + Math.Abs(own.B - only.Blue);
            alpha = Math.Min(1, smooth * Math.Clamp(difference / 110, 0.25f, 1.6f));
        }
        alpha = alpha < 0.03f ? 0 : alpha > 0.97f ? 1 : alpha;
        var clean = Clean(own, behind, front, alpha);
        result[to] = (byte)Math.Clamp(clean.R + 0.5f, 0, 255);
        result[to + 1] = (byte)Math.Clamp(clean.G + 0.5f, 0, 255);
        result[to + 2] = (byte)Math.Clamp(clean.B + 0.5f, 0, 255);
        result[to + 3] = (byte)(alpha * 255 + 0.5f);
    }

    private static (float R, float G, float B) Clean(
        (float R, float G, float B) own, (float Red, float Green, float Blue)? behind, (float Red, float Green, float Blue)? front, float alpha)
    {
        if (alpha >= 1 || behind is not { } back)
        {
            return own;
        }
        var share = Math.Max(alpha, 0.25f);
        var lifted = ((own.R - (1 - share) * back.Red) / share, (own.G - (1 - share) * back.Green) / share, (own.B - (1 - share) * back.Blue) / share);
        if (front is not { } fore)
        {
            return lifted;
        }
        // The clearer a pixel is, the less its own colour can be trusted.
        var weight = alpha * alpha * alpha * alpha;
        return (fore.Red + (lifted.Item1 - fore.Red) * weight, fore.Green + (lifted.Item2 - fore.Green) * weight, fore.Blue + (lifted.Item3 - fore.Blue) * weight);
    }

    /// <summary>The mask's mean around a pixel, nearer ones counting more.</summary>
    private static float Smooth(bool[] product, int pixel, int width, int height)
    {
        var (x, y, sum) = (pixel % width, pixel / width, 0);
        for (var dy = -1; dy <= 1; dy++)
        {
            for (var dx = -1; dx <= 1; dx++)
            {
                var (column, row) = (Math.Clamp(x + dx, 0, width - 1), Math.Clamp(y + dy, 0, height - 1));
                sum += product[row * width + column] ? (2 - Math.Abs(dx)) * (2 - Math.Abs(dy)) : 0;
            }
        }
        return sum / 16f;
    }
}
