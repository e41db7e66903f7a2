using System.Globalization;
using System.Text;

namespace Commerce.Media.Video;

/// <summary>Follows ffmpeg's own report (<c>-progress</c>) of how far it is.</summary>
/// <param name="progress">Told of each step.</param>
/// <param name="length">Length of what is written.</param>
/// <param name="from">Per cent done before this run.</param>
/// <param name="to">Per cent done after it.</param>
internal sealed class FfmpegProgress(IProgress<ClipProgress> progress, TimeSpan length, double from = 0, double to = 100)
{
    // Before this share is done the encoder is still filling up, and its speed says nothing.
    private const double Certain = 0.03;

    private readonly StringBuilder line = new();
    private double done;
    private double speed;

    /// <summary>What ffmpeg must be told to report to its output stream.</summary>
    internal static string[] Arguments { get; } = ["-progress", "pipe:1", "-stats_period", "0.25"];

    internal void Hear(ReadOnlySpan<byte> bytes)
    {
        foreach (var letter in bytes)
        {
            if (letter != '\n')
            {
                // No line of the report is long; what is cannot be one.
                line.Append(line.Length < 200 ? (char)letter : "");
                continue;
            }
            Take(line.ToString());
            line.Clear();
        }
    }

    private void Take(string text)
    {
        var (name, value) = text.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (text[..at], text[(at + 1)..].Trim()) : (text, "");
        if (name == "out_time_us" && double.TryParse(value, CultureInfo.InvariantCulture, out var time))
        {
            done = Math.Clamp(time / 1e6 / Math.Max(length.TotalSeconds, 0.001), 0, 1);
        }
        else if (name == "speed")
        {
            speed = double.TryParse(value.TrimEnd('x'), CultureInfo.InvariantCulture, out var times) ? times : 0;
        }
        else if (name == "progress")
        {
            done = value == "end" ? 1 : done;
            progress.Report(new ClipProgress(from + (to - from) * done, speed > 0 && done > Certain ? length * ((1 - done) / speed) : null));
        }
    }
}
