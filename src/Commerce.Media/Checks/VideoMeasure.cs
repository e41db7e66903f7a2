using System.Globalization;
using System.Text;
using Commerce.Media.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Checks;

/// <summary>What only shows when a video is played: black and frozen stretches, and how loud it is. All of it is found in one pass.</summary>
/// <param name="Black">Black stretches of a fifth of a second and more.</param>
/// <param name="Frozen">Stretches of two seconds and more in which nothing moves.</param>
/// <param name="Loudness">Null when the video is silent.</param>
/// <param name="StartsAtOnce">Whether an MP4's index stands in front; true for other containers.</param>
public sealed record VideoMeasure(IReadOnlyList<Stretch> Black, IReadOnlyList<Stretch> Frozen, LoudnessMeter? Loudness, bool StartsAtOnce)
{
    private const double ShortestBlack = 0.2;
    private const double ShortestFreeze = 2;

    /// <summary>Plays the video once.</summary>
    /// <exception cref="MediaException"><c>ffmpeg-failed</c>, <c>ffmpeg-too-slow</c>; also as <see cref="VideoProbe"/>.</exception>
    public static async Task<VideoMeasure> ReadAsync(string path, VideoFacts facts, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var sound = facts.HasAudio ? $";[0:a:0]{LoudnessMeter.Filter}:direct=1[a]" : "";
        var told = await FfmpegProcess.RunAsync((tools ?? FfmpegTools.Find()).Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(path), "-filter_complex",
            $"[0:V:0]scale=256:-2:flags=area,blackdetect=d=0.1:pix_th=0.08,freezedetect=n=0.001:d={ShortestFreeze:0},metadata=mode=print:file=-:direct=1[v]{sound}",
            "-map", "[v]", .. facts.HasAudio ? (string[])["-map", "[a]"] : [], "-f", "null", "-",
        ], FfmpegLimits.Looking, null, cancellation);
        return Read(Encoding.ASCII.GetString(told), facts.Duration.TotalSeconds, facts.Container == "webm" || Mp4Index.Read(path) is { StartsAtOnce: true });
    }

    internal static VideoMeasure Read(string told, double length, bool startsAtOnce) => new(
        Stretches(told, "lavfi.black_start", "lavfi.black_end", length, ShortestBlack),
        Stretches(told, "lavfi.freezedetect.freeze_start", "lavfi.freezedetect.freeze_end", length, ShortestFreeze), LoudnessMeter.Read(told), startsAtOnce);

    /// <summary>Pairs of beginnings and ends; one that never ends lasts until the video does.</summary>
    private static List<Stretch> Stretches(string told, string begin, string end, double length, double shortest)
    {
        var (found, from) = (new List<Stretch>(), (double?)null);
        foreach (var line in told.Split('\n'))
        {
            if (Value(line, begin) is { } start)
            {
                from = start;
            }
            else if (from is { } open && Value(line, end) is { } stop)
            {
                found.Add(new Stretch(open, stop));
                from = null;
            }
        }
        if (from is { } last)
        {
            found.Add(new Stretch(last, length));
        }
        return [.. found.Where(stretch => stretch.Seconds >= shortest - 0.01)];
    }

    private static double? Value(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length + 1 && line[name.Length] == '='
        && double.TryParse(line.AsSpan(name.Length + 1).Trim(), CultureInfo.InvariantCulture, out var number) ? number : null;
}
