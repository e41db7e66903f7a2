using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video.Sound;

/// <summary>What ffmpeg's own meter reads in a coded file.</summary>
internal static partial class SoundMeter
{
    /// <summary>Integrated loudness in LUFS and the highest true peak in dB.</summary>
    internal static async Task<(double Loudness, double Peak)> ReadAsync(string path)
    {
        var report = await FfmpegProcess.RunAsync(FfmpegTools.Find().Ffmpeg,
            ["-nostdin", "-hide_banner", "-v", "error", "-i", path, "-map", "0:a:0", "-af", "ebur128=peak=true:metadata=1,ametadata=print:file=-", "-f", "null", "-"],
            FfmpegLimits.Encoding, null, CancellationToken.None);
        var text = Encoding.UTF8.GetString(report);
        var peak = Peaks().Matches(text).Max(match => Number(match.Groups[1].Value));
        return (Number(Integrated().Matches(text)[^1].Groups[1].Value), 20 * Math.Log10(peak));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"r128\.I=(-?[\d.]+)")]
    private static partial Regex Integrated();

    [GeneratedRegex(@"true_peaks_ch\d=([\d.]+)")]
    private static partial Regex Peaks();
}
