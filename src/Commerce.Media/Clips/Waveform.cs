using System.Runtime.InteropServices;
using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>The shape of a clip's sound, to be drawn as one bar per column.</summary>
/// <param name="Peaks">The highest level in each column, 0 to 1; empty when the clip has no sound.</param>
/// <param name="Seconds">Length of the clip.</param>
public sealed record Waveform(IReadOnlyList<float> Peaks, double Seconds)
{
    private const int Rate = 8000;
    private const int MostColumns = 4000;

    /// <summary>Reads the peaks of a clip's first sound track.</summary>
    /// <param name="columns">How many, 1 to 4000.</param>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/>; also <c>ffmpeg-failed</c>.</exception>
    public static async Task<Waveform> ReadAsync(string source, int columns, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MostColumns);
        var programs = tools ?? FfmpegTools.Find();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        if (!facts.HasAudio)
        {
            return new Waveform([], facts.Duration.TotalSeconds);
        }
        var samples = await FfmpegProcess.RunAsync(programs.Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(source), "-map", "0:a:0", "-vn", "-af", "aresample=8000:async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=mono",
            "-f", "s16le", "-c:a", "pcm_s16le", "pipe:1",
        ], FfmpegLimits.Looking, null, cancellation);
        return new Waveform(Columns(MemoryMarshal.Cast<byte, short>(samples), columns, (long)(facts.Duration.TotalSeconds * Rate)), Math.Round(facts.Duration.TotalSeconds, 3));
    }

    private static float[] Columns(ReadOnlySpan<short> samples, int columns, long length)
    {
        var peaks = new float[columns];
        for (var column = 0; column < columns; column++)
        {
            var from = (int)Math.Min(samples.Length, length * column / columns);
            var to = (int)Math.Min(samples.Length, Math.Max(from + 1, length * (column + 1) / columns));
            foreach (var sample in samples[from..Math.Max(from, to)])
            {
                peaks[column] = Math.Max(peaks[column], Math.Abs(sample / 32768f));
            }
            peaks[column] = MathF.Round(peaks[column], 3);
        }
        return peaks;
    }
}
