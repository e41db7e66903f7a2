namespace Commerce.Media.Cutout;

/// <summary>Growing and shrinking yes/no masks, four neighbours; pixels beyond the picture count as their nearest inside.</summary>
internal static class Morphology
{
    /// <summary>Keeps pixels whose neighbours are all marked, as often as asked.</summary>
    internal static bool[] Shrunk(bool[] mask, int width, int steps)
    {
        var away = Steps(mask, width, false, steps);
        return Array.ConvertAll(away, distance => distance > steps);
    }

    /// <summary>Adds pixels with a marked neighbour, as often as asked.</summary>
    internal static bool[] Grown(bool[] mask, int width, int steps)
    {
        var away = Steps(mask, width, true, steps);
        return Array.ConvertAll(away, distance => distance <= steps);
    }

    /// <summary>
    /// Steps across and along from each pixel to the nearest that is as asked, found in one sweep down and one up; counted no
    /// further than needed.
    /// </summary>
    private static byte[] Steps(bool[] mask, int width, bool wanted, int most)
    {
        var far = (byte)(most + 1);
        var steps = new byte[mask.Length];
        for (var pixel = 0; pixel < steps.Length; pixel++)
        {
            var nearest = mask[pixel] == wanted ? 0 : far;
            nearest = Math.Min(nearest, pixel % width > 0 ? steps[pixel - 1] + 1 : far);
            steps[pixel] = (byte)Math.Min(nearest, pixel >= width ? steps[pixel - width] + 1 : far);
        }
        for (var pixel = steps.Length - 1; pixel >= 0; pixel--)
        {
            var nearest = Math.Min((int)steps[pixel], pixel % width < width - 1 ? steps[pixel + 1] + 1 : far);
            steps[pixel] = (byte)Math.Min(nearest, pixel < steps.Length - width ? steps[pixel + width] + 1 : far);
        }
        return steps;
    }
}
