using System.Globalization;
using System.Text.RegularExpressions;
using Commerce.Media.Video;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Tests.Video.Sound;

public sealed partial class LoudnessTests
{
    [Test]
    public void A_full_sine_of_a_kilohertz_is_as_loud_as_the_recommendation_says()
    {
        var track = new Track(150);
        for (var at = 0; at < track.Length; at++)
        {
            track.Left[at] = track.Right[at] = MathF.Sin(MathF.Tau * 997 * at / Track.Rate);
        }
        Assert.That(Loudness.Integrated(track), Is.EqualTo(0).Within(0.1));
    }

    [Test]
    public void Silence_stays_silent()
    {
        var track = new Track(60);
        Loudness.Settle(track);
        Assert.That(track.Left.Max(), Is.Zero);
    }

    [TestCaseSource(nameof(AllStyles))]
    public async Task A_film_plays_at_fourteen_below_full_and_its_peaks_one(string style)
    {
        var source = new FilmSource();
        try
        {
            var made = await VideoComposer.ComposeAsync(source.Picture(), FilmSource.Order(style, 240, 240), source.Output);
            var (loudness, peak) = await MeasureAsync(made.Path);
            Assert.Multiple(() =>
            {
                Assert.That(loudness, Is.EqualTo(-14).Within(0.5));
                Assert.That(peak, Is.LessThanOrEqualTo(-1));
            });
        }
        finally
        {
            source.Delete();
        }
    }

    private static IEnumerable<string> AllStyles() => VideoComposer.Styles;

    /// <summary>As ffmpeg's own meter reads the coded file.</summary>
    private static async Task<(double Loudness, double Peak)> MeasureAsync(string path)
    {
        var report = await FfmpegProcess.RunAsync(FfmpegTools.Find().Ffmpeg,
            ["-nostdin", "-hide_banner", "-v", "error", "-i", path, "-map", "0:a:0", "-af", "ebur128=peak=true:metadata=1,ametadata=print:file=-", "-f", "null", "-"],
            FfmpegLimits.Encoding, null, CancellationToken.None);
        var text = System.Text.Encoding.UTF8.GetString(report);
        return (Last(Integrated().Matches(text)), Math.Max(Peaks(text, "0"), Peaks(text, "1")));
    }

    private static double Peaks(string text, string channel) => Last(Regex.Matches(text, $@"true_peaks_ch{channel}=(-?[\d.]+)"));

    private static double Last(MatchCollection matches) => double.Parse(matches[^1].Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"r128\.I=(-?[\d.]+)")]
    private static partial Regex Integrated();
}
