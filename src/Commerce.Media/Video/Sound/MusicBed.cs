namespace Commerce.Media.Video.Sound;

/// <summary>
/// Quiet music made by adding sines: a soft pad of four chords, plucked notes over it and, where the mood asks for it, a low
/// pulse. The same mood and seed give the same samples.
/// </summary>
internal static class MusicBed
{
    // Semitones above the key for the chords of four progressions.
    private static readonly int[][][] Progressions =
    [
        [[0, 7, 12, 16, 19], [-3, 4, 9, 12, 16], [-7, 0, 5, 9, 16], [-5, 2, 7, 11, 14]],
        [[0, 7, 12, 14, 19], [5, 9, 12, 16, 19], [-3, 4, 12, 16, 19], [-5, 2, 7, 14, 19]],
        [[-3, 4, 9, 12, 16], [-7, 0, 9, 12, 16], [0, 4, 7, 12, 19], [-5, 2, 7, 11, 14]],
        [[0, 4, 7, 11, 16], [2, 5, 9, 12, 17], [-3, 4, 7, 12, 16], [-5, 2, 9, 11, 14]],
    ];

    /// <summary>Lays the bed under a track, lower while somebody speaks.</summary>
    /// <param name="spoken">Start and end of each sentence in seconds.</param>
    internal static void Lay(Track track, Mood mood, long seed, IReadOnlyList<(float Start, float End)> spoken)
    {
        var bed = Bed(track.Length, mood, seed);
        var (level, seconds) = (1f, track.Length / (float)Track.Rate);
        for (var at = 0; at < track.Length; at++)
        {
            var now = at / (float)Track.Rate;
            var ducked = spoken.Any(line => now > line.Start - 0.2f && now < line.End + 0.1f) ? 0.24f : spoken.Count > 0 ? 0.6f : 1;
            level += (ducked - level) * 0.00012f;
            var edge = Math.Min(1, Math.Min(now / 0.25f, (seconds - now) / 1.1f));
            track.Left[at] += bed.Left[at] * level * edge;
            track.Right[at] += bed.Right[at] * level * edge;
        }
    }

    private static (float[] Left, float[] Right) Bed(int length, Mood mood, long seed)
    {
        var (left, right) = (new float[length], new float[length]);
        var beat = 60f / mood.BeatsPerMinute;
        var root = 130.81f * MathF.Pow(2, ((int)((ulong)seed % 5) - 2) / 12f);
        var chords = Progressions[(int)((ulong)seed / 5 % (ulong)Progressions.Length)];
        var bars = (int)MathF.Ceiling(length / (float)Track.Rate / (beat * 4)) + 1;
        for (var bar = 0; bar < bars; bar++)
        {
            var (chord, start) = (chords[bar % chords.Length], bar * beat * 4);
            for (var note = 0; note < chord.Length; note++)
            {
                Pad(left, right, start, beat * 4, Pitch(root, chord[note]), 0.05f / (1 + note * 0.25f), note % 2 == 0 ? 0.42f : 0.58f);
            }
            for (var step = 0; step < 8 * mood.Density; step++)
            {
                var note = chord[1 + (step * 3 + bar + (int)(seed & 3)) % (chord.Length - 1)] + 12;
                Pluck(left, right, start + step * beat / 2 / mood.Density, Pitch(root, note), step % 4 == 0 ? 0.09f : 0.055f, 0.5f + 0.22f * MathF.Sin(step * 1.7f));
            }
            for (var pulse = 0; pulse < 4 && mood.Pulse > 0; pulse++)
            {
                Thump(left, right, start + pulse * beat, mood.Pulse);
            }
        }
        return (left, right);
    }

    private static float Pitch(float root, int semitones) => root * MathF.Pow(2, semitones / 12f);

    private static void Pad(float[] left, float[] right, float start, float length, float pitch, float gain, float pan)
    {
        const float Swell = 0.6f;
        Sound(left, right, start - Swell / 2, length + Swell, pan, now =>
        {
            var shape = Math.Min(1, Math.Min(now / Swell, (length + Swell - now) / Swell));
            var turn = MathF.Tau * pitch * now;
            return gain * shape * shape * (MathF.Sin(turn) + 0.5f * MathF.Sin(turn * 1.003f) + 0.22f * MathF.Sin(2 * turn) + 0.07f * MathF.Sin(3 * turn));
        });
    }

    private static void Pluck(float[] left, float[] right, float start, float pitch, float gain, float pan) => Sound(left, right, start, 1.4f, pan, now =>
    {
        var turn = MathF.Tau * pitch * now;
        var attack = Math.Min(1, now / 0.006f);
        return gain * attack * (MathF.Exp(-4.2f * now) * MathF.Sin(turn) + 0.4f * MathF.Exp(-7f * now) * MathF.Sin(2 * turn) + 0.16f * MathF.Exp(-13 * now) * MathF.Sin(4.01f * turn));
    });

    private static void Thump(float[] left, float[] right, float start, float gain) => Sound(left, right, start, 0.35f, 0.5f, now =>
        gain * Math.Min(1, now / 0.004f) * MathF.Exp(-11 * now) * MathF.Sin(MathF.Tau * (52 * now + 3.2f * (1 - MathF.Exp(-26 * now)))));

    private static void Sound(float[] left, float[] right, float start, float length, float pan, Func<float, float> wave)
    {
        var first = (int)(start * Track.Rate);
        var (near, far) = (MathF.Sqrt(1 - pan) * 1.41f, MathF.Sqrt(pan) * 1.41f);
        for (var at = Math.Max(0, first); at < Math.Min(left.Length, first + (int)(length * Track.Rate)); at++)
        {
            var value = wave((at - first) / (float)Track.Rate);
            left[at] += value * near;
            right[at] += value * far;
        }
    }
}
