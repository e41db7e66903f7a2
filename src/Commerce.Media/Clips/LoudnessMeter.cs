using System.Globalization;
using System.Text;
using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>How loud something is over its whole length. Source: EBU R 128, ITU-R BS.1770.</summary>
/// <param name="Loudness">Integrated loudness in LUFS.</param>
/// <param name="Peak">Highest true peak in dBTP.</param>
public sealed record LoudnessMeter(double Loudness, double Peak)
{
    // Below this the gate of the standard lets nothing through: there is no sound to speak of.
    private const double Silence = -69.9;

    internal const string Filter = "ebur128=metadata=1:peak=true,ametadata=mode=print:file=-";

    /// <summary>What ends up in one channel of sound; null when it is silent.</summary>
    internal static async Task<LoudnessMeter?> OfAsync(IReadOnlyList<string> inputs, string graph, FfmpegTools tools, CancellationToken cancellation)
    {
        var told = await FfmpegProcess.RunAsync(tools.Ffmpeg,
            [.. FfmpegArguments.Begin, .. inputs, "-filter_complex", $"{graph},{Filter}[out]", "-map", "[out]", "-vn", "-f", "null", "-"], FfmpegLimits.Looking, null, cancellation);
        return Read(Encoding.ASCII.GetString(told));
    }

    /// <summary>Reads the last of what ffmpeg told while it measured; null for silence.</summary>
    internal static LoudnessMeter? Read(string told)
    {
        var loudness = Last(told, "lavfi.r128.I=");
        if (loudness is not > Silence)
        {
            return null;
        }
        // The last line counts: peaks are kept from the beginning. ffmpeg writes them as a share of full scale.
        var peak = Last(told, "lavfi.r128.true_peak=") ?? 1;
        return new LoudnessMeter(loudness.Value, 20 * Math.Log10(Math.Max(peak, 1e-6)));
    }

    private static double? Last(string told, string name)
    {
        var at = told.LastIndexOf(name, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }
        var end = told.IndexOf('\n', at);
        var text = told[(at + name.Length)..(end < 0 ? told.Length : end)].Trim();
        return double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
