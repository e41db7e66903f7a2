namespace Commerce.Media.Video.Sound;

/// <summary>
/// Integrated loudness as ITU-R BS.1770-4 defines it (K weighting, blocks of 400 ms, two gates), and the gain and limiting
/// that bring a track to it.
/// </summary>
internal static class Loudness
{
    /// <summary>What players on phones and shops expect, in LUFS.</summary>
    internal const double Target = -14;

    // Leaves room for what coding adds to peaks: the coded film stays below −1 dB.
    private const float Ceiling = 0.76f;
    private const int Ahead = Track.Rate / 200;
    private const int Block = Track.Rate * 2 / 5;

    /// <summary>Raises or lowers the track to the target and holds its peaks below the ceiling; silence stays silent.</summary>
    internal static void Settle(Track track)
    {
        for (var turn = 0; turn < 8; turn++)
        {
            var measured = Integrated(track);
            if (double.IsNegativeInfinity(measured) || Math.Abs(measured - Target) < 0.08)
            {
                return;
            }
            track.Scale((float)Math.Pow(10, (Target - measured) / 20));
            Limit(track);
        }
    }

    internal static double Integrated(Track track)
    {
        var (left, right) = (Weighted(track.Left), Weighted(track.Right));
        var powers = new List<double>();
        for (var at = 0; at + Block <= left.Length; at += Block / 4)
        {
            double sum = 0;
            for (var sample = at; sample < at + Block; sample++)
            {
                sum += (double)left[sample] * left[sample] + (double)right[sample] * right[sample];
            }
            powers.Add(sum / Block);
        }
        var heard = powers.Where(power => Units(power) > -70).ToList();
        if (heard.Count == 0)
        {
            return double.NegativeInfinity;
        }
        var gate = Units(heard.Average()) - 10;
        return Units(heard.Where(power => Units(power) > gate).Average());
    }

    private static double Units(double power) => -0.691 + 10 * Math.Log10(Math.Max(power, 1e-20));

    // The two filters' coefficients at 48 kHz, from the recommendation's tables 1 and 2.
    private static float[] Weighted(float[] samples) => Filter(
        Filter(samples, 1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585),
        1, -2, 1, -1.99004745483398, 0.99007225036621);

    private static float[] Filter(float[] samples, double b0, double b1, double b2, double a1, double a2)
    {
        var result = new float[samples.Length];
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        for (var at = 0; at < samples.Length; at++)
        {
            double x = samples[at];
            var y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
            (x2, x1, y2, y1) = (x1, x, y1, y);
            result[at] = (float)y;
        }
        return result;
    }

    /// <summary>Turns the gain down just before each peak and lets it rise slowly after.</summary>
    private static void Limit(Track track)
    {
        var gain = 1f;
        var peaks = new float[track.Length + Ahead];
        for (var at = 0; at < track.Length; at++)
        {
            peaks[at] = Math.Max(Math.Abs(track.Left[at]), Math.Abs(track.Right[at]));
        }
        var highest = new LinkedList<int>();
        for (var at = 0; at < track.Length + Ahead; at++)
        {
            while (highest.Last is { } last && peaks[last.Value] <= peaks[at])
            {
                highest.RemoveLast();
            }
            highest.AddLast(at);
            var now = at - Ahead;
            while (highest.First!.Value < now)
            {
                highest.RemoveFirst();
            }
            if (now < 0)
            {
                continue;
            }
            var wished = Math.Min(1, Ceiling / Math.Max(1e-6f, peaks[highest.First.Value]));
            gain = wished < gain ? Math.Max(wished, gain - 1f / Ahead) : gain + (wished - gain) * 0.0002f;
            var held = Math.Min(gain, Ceiling / Math.Max(Ceiling, peaks[now]));
            (track.Left[now], track.Right[now]) = (track.Left[now] * held, track.Right[now] * held);
        }
    }
}
