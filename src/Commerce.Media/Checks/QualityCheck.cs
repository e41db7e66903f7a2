using Commerce.Media.Cutout;
using Commerce.Media.Video;

namespace Commerce.Media.Checks;

/// <summary>Holds a video against a platform's rules before it is published there.</summary>
public static class QualityCheck
{
    private const double LongestBlack = 0.5;
    private const double LongestFreeze = 3;

    /// <summary>Reads a video's headers, plays it once and reports.</summary>
    /// <param name="texts">Where texts stand in the frame, in pixels as shown; what the video itself cannot tell.</param>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/> and <see cref="VideoMeasure"/>.</exception>
    public static async Task<CheckReport> ReadAsync(
        string path, PlatformRules rules, IReadOnlyList<PixelBox>? texts = null, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var facts = await VideoProbe.ReadAsync(path, tools, null, cancellation);
        return Judge(facts, await VideoMeasure.ReadAsync(path, facts, tools, cancellation), texts, rules);
    }

    /// <summary>Judges what was found. Where nobody knows the texts, nothing is said of them.</summary>
    public static CheckReport Judge(VideoFacts facts, VideoMeasure measure, IReadOnlyList<PixelBox>? texts, PlatformRules rules) => new(rules.Key,
    [
        Length(facts, rules),
        Between("shape", (double)facts.Width / facts.Height, rules.Ratio, "", rules.Key is not "youtube" and not "shopify", $"{rules.Name} shows another shape. Bring the video to it.", FixIt.Reframe),
        Size(facts, rules),
        One("container", facts.Container, rules.Containers, $"{rules.Name} does not take this kind of file."),
        One("codec", facts.Codec, rules.Codecs, $"{rules.Name} does not take this codec."),
        Truth("pixels", facts.PixelFormat is "yuv420p" or "yuvj420p" && !facts.IsHighRange, true, facts.PixelFormat + (facts.IsHighRange ? ", high range" : ""), "yuv420p, standard range",
            "Many phones show these colours wrongly.", FixIt.Normalise),
        Truth("colour tags", facts.IsHighRange || facts.Colour is ("bt709", "bt709", "bt709"), false, $"{facts.Colour.Primaries}/{facts.Colour.Curve}/{facts.Colour.Matrix}", "bt709", "Without these tags each player guesses the colours.", FixIt.Normalise),
        Between("frame rate", facts.FrameRate, rules.FrameRate, " a second", true, $"{rules.Name} asks for another frame rate.", FixIt.Normalise),
        Truth("even frames", !facts.IsUneven, false, facts.IsUneven ? "uneven" : "even", "even", "Uneven frames stutter after the platform has encoded them again.", FixIt.Normalise),
        AtMost("bit rate", facts.BitRate / 1e6, rules.BitRate / 1e6, " Mbit/s", "The video is stored at a higher rate than is taken.", FixIt.Normalise),
        AtMost("file size", facts.Bytes / 1048576.0, rules.Bytes / 1048576.0, " MB", "The file is larger than is taken.", FixIt.Normalise),
        Truth("starts at once", measure.StartsAtOnce, false, measure.StartsAtOnce ? "index in front" : "index at the end", "index in front", "Playing only begins when the whole file is there.", FixIt.Normalise),
        Truth("upright", facts.Rotation == 0, false, $"turned by {facts.Rotation}°", "not turned", "Some players show it lying on its side.", FixIt.Normalise),
        .. Sound(facts, measure, rules),
        Stretches("black frames", measure.Black, LongestBlack, "Cut these moments out, or fill them."),
        Stretches("frozen frames", measure.Frozen, LongestFreeze, "Nothing moves here. Cut it shorter, or let something move."),
        .. texts is null ? [] : new[] { SafeArea(facts, texts, rules) },
    ]);

    private static Finding Length(VideoFacts facts, PlatformRules rules)
    {
        var tooLong = facts.Duration.TotalSeconds > rules.Seconds[1];
        return Between("length", facts.Duration.TotalSeconds, rules.Seconds, " s", true,
            tooLong ? $"{rules.Name} takes shorter videos only. Cut it." : $"{rules.Name} takes longer videos only. Add a clip.", tooLong ? FixIt.Trim : FixIt.None);
    }

    private static Finding Size(VideoFacts facts, PlatformRules rules) => Truth("pixels a side",
        Math.Min(facts.Width, facts.Height) >= rules.Side[0] && Math.Max(facts.Width, facts.Height) <= rules.Side[1], true, $"{facts.Width} × {facts.Height}",
        $"{rules.Side[0]} to {rules.Side[1]}", Math.Max(facts.Width, facts.Height) > rules.Side[1] ? "Store it smaller." : "The video is too small; enlarging it would not make it sharper.",
        Math.Max(facts.Width, facts.Height) > rules.Side[1] ? FixIt.Normalise : FixIt.None);

    private static IEnumerable<Finding> Sound(VideoFacts facts, VideoMeasure measure, PlatformRules rules)
    {
        if (facts.Sound is not { } sound)
        {
            return [Truth("sound", !rules.SoundRequired, false, "none", rules.SoundRequired ? "some" : "optional", $"Videos without sound do badly on {rules.Name}. Add music or speech.", FixIt.AddSound)];
        }
        List<Finding> found =
        [
            One("sound codec", sound.Codec, rules.SoundCodecs, $"{rules.Name} does not take this sound."),
            Truth("sound rate", sound.SampleRate is 44_100 or 48_000, true, $"{sound.SampleRate} Hz", "44100 or 48000 Hz", "Platforms change other rates, not always well.", FixIt.Normalise),
            Truth("one sound track", facts.SoundTracks == 1, false, $"{facts.SoundTracks}", "1", "Only the first track is heard.", FixIt.Normalise),
        ];
        if (measure.Loudness is not { } loud)
        {
            found.Add(Truth("sound", !rules.SoundRequired, false, "silent", rules.SoundRequired ? "some" : "optional", $"Silent videos do badly on {rules.Name}. Add music or speech.", FixIt.AddSound));
            return found;
        }
        found.Add(Between("loudness", loud.Loudness, rules.Loudness, " LUFS", false, "It is louder or quieter than what is played around it.", FixIt.Loudness));
        found.Add(AtMost("true peak", loud.Peak, rules.Peak, " dBTP", "Peaks this high crackle after the platform has encoded them again.", FixIt.Loudness) with { Required = false });
        return found;
    }

    private static Finding SafeArea(VideoFacts facts, IReadOnlyList<PixelBox> texts, PlatformRules rules)
    {
        var (top, bottom, left, right) = (rules.Safe[0] * facts.Height, (1 - rules.Safe[1]) * facts.Height, rules.Safe[2] * facts.Width, (1 - rules.Safe[3]) * facts.Width);
        var outside = texts.Count(text => text.Top < top || text.Top + text.Height > bottom || text.Left < left || text.Left + text.Width > right);
        return Truth("safe area", outside == 0, false, $"{outside} of {texts.Count} texts outside", "0", $"{rules.Name} lays its own buttons and words over these texts.", FixIt.MoveTexts);
    }

    private static Finding Stretches(string rule, IReadOnlyList<Stretch> found, double most, string words)
    {
        var longest = found.MaxBy(stretch => stretch.Seconds);
        return Truth(rule, longest is null || longest.Seconds <= most, false,
            longest is null ? "none" : FormattableString.Invariant($"{longest.From:0.0} to {longest.To:0.0} s"), FormattableString.Invariant($"at most {most} s"), words, FixIt.Trim);
    }

    private static Finding One(string rule, string value, string[] accepted, string words) => Truth(rule, accepted.Contains(value), true, value, string.Join(", ", accepted), words, FixIt.Normalise);

    private static Finding Between(string rule, double value, double[] range, string unit, bool required, string words, FixIt fix) =>
        Truth(rule, value >= range[0] - 0.0005 && value <= range[1] + 0.0005, required, FormattableString.Invariant($"{value:0.##}{unit}"), FormattableString.Invariant($"{range[0]:0.###} to {range[1]:0.###}{unit}"), words, fix);

    private static Finding AtMost(string rule, double value, double most, string unit, string words, FixIt fix) =>
        Truth(rule, value <= most, true, FormattableString.Invariant($"{value:0.##}{unit}"), FormattableString.Invariant($"at most {most:0.##}{unit}"), words, fix);

    private static Finding Truth(string rule, bool passed, bool required, string measured, string limit, string words, FixIt fix) =>
        new(rule, passed, required, measured, limit, passed ? "" : words, passed ? FixIt.None : fix);
}
