using System.Buffers.Binary;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Speech;

/// <summary>A spoken sentence at the film's sample rate, without silence at its ends.</summary>
/// <param name="Samples">One channel, −1 to 1.</param>
internal sealed record Voice(float[] Samples)
{
    private const int Header = 44;
    private const float Silence = 0.004f;

    internal float Seconds => Samples.Length / (float)Track.Rate;

    /// <summary>Reads 16-bit mono as espeak-ng writes it; the lengths in its header are not true when it writes to a stream.</summary>
    /// <exception cref="MediaException">Code <c>speech-failed</c>.</exception>
    internal static Voice FromWave(ReadOnlySpan<byte> wave)
    {
        if (wave.Length < Header + 4 || !wave[..4].SequenceEqual("RIFF"u8))
        {
            throw new MediaException("speech-failed", "The speech program said nothing.");
        }
        var rate = BinaryPrimitives.ReadInt32LittleEndian(wave[24..]);
        var spoken = new float[(wave.Length - Header) / 2];
        for (var at = 0; at < spoken.Length; at++)
        {
            spoken[at] = BinaryPrimitives.ReadInt16LittleEndian(wave[(Header + at * 2)..]) / 32768f;
        }
        return new Voice(AtFilmRate(Trimmed(spoken), rate));
    }

    private static ReadOnlySpan<float> Trimmed(ReadOnlySpan<float> samples)
    {
        var (first, last) = (0, samples.Length - 1);
        while (first < last && Math.Abs(samples[first]) < Silence)
        {
            first++;
        }
        while (last > first && Math.Abs(samples[last]) < Silence)
        {
            last--;
        }
        return samples[first..(last + 1)];
    }

    /// <summary>Windowed sinc over 16 neighbours: nothing is heard above half the voice's own rate.</summary>
    private static float[] AtFilmRate(ReadOnlySpan<float> samples, int rate)
    {
        const int Reach = 8;
        var result = new float[(int)((long)samples.Length * Track.Rate / rate)];
        for (var at = 0; at < result.Length; at++)
        {
            var place = at * (double)rate / Track.Rate;
            var middle = (int)place;
            double sum = 0;
            for (var near = Math.Max(0, middle - Reach + 1); near <= Math.Min(samples.Length - 1, middle + Reach); near++)
            {
                var distance = place - near;
                var sinc = Math.Abs(distance) < 1e-9 ? 1 : Math.Sin(Math.PI * distance) / (Math.PI * distance);
                sum += samples[near] * sinc * (0.5 + 0.5 * Math.Cos(Math.PI * distance / Reach));
            }
            result[at] = (float)sum;
        }
        return result;
    }
}
