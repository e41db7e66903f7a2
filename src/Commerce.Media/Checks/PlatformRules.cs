using System.Text.Json;

namespace Commerce.Media.Checks;

/// <summary>What a platform asks of a video; the numbers and where they come from stand in <c>platforms.json</c>.</summary>
/// <param name="Key">For example <c>tiktok</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Source">Where each number was found.</param>
/// <param name="Seconds">Shortest and longest.</param>
/// <param name="Bytes">Largest file.</param>
/// <param name="Ratio">Least and greatest width by height.</param>
/// <param name="Side">Least pixels of the shorter side, most of the longer.</param>
/// <param name="Containers">Accepted containers.</param>
/// <param name="Codecs">Accepted picture codecs by ffmpeg's names.</param>
/// <param name="SoundCodecs">Accepted sound codecs by ffmpeg's names.</param>
/// <param name="SoundRequired">Whether a video without sound is at a disadvantage there.</param>
/// <param name="FrameRate">Least and most frames a second.</param>
/// <param name="BitRate">Most bits a second.</param>
/// <param name="Loudness">Least and greatest integrated loudness in LUFS.</param>
/// <param name="Peak">Highest true peak in dBTP.</param>
/// <param name="Safe">Shares of the frame that the platform covers: above, below, left, right.</param>
public sealed record PlatformRules(
    string Key, string Name, string Source, double[] Seconds, long Bytes, double[] Ratio, int[] Side, string[] Containers, string[] Codecs, string[] SoundCodecs,
    bool SoundRequired, double[] FrameRate, long BitRate, double[] Loudness, double Peak, double[] Safe)
{
    /// <summary>Every platform that is known.</summary>
    public static IReadOnlyList<PlatformRules> All { get; } = Load();

    /// <summary>The rules of one platform, or null when it is not known.</summary>
    public static PlatformRules? Find(string key) => All.FirstOrDefault(rules => rules.Key == key);

    private static PlatformRules[] Load()
    {
        using var data = typeof(PlatformRules).Assembly.GetManifestResourceStream("platforms.json")!;
        return JsonSerializer.Deserialize<PlatformRules[]>(data, JsonSerializerOptions.Web)!;
    }
}
