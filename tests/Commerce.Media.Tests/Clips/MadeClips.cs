using System.Globalization;
using System.Text;
using Commerce.Media.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Clips;

/// <summary>Small clips made for a test, and a folder of its own.</summary>
internal sealed class MadeClips : IDisposable
{
    internal static readonly HouseProfile Small = new(96, 160);
    internal static readonly FfmpegTools Tools = FfmpegTools.Find();

    internal string Folder { get; } = Directory.CreateTempSubdirectory("made").FullName;

    internal string At(string name) => Path.Combine(Folder, name);

    /// <summary>Runs ffmpeg on made-up sources; the last argument is the name of the file to write.</summary>
    internal async Task<string> FfmpegAsync(params string[] arguments)
    {
        var path = At(arguments[^1]);
        await FfmpegProcess.RunAsync(Tools.Ffmpeg, ["-nostdin", "-v", "error", "-y", .. arguments[..^1], "file:" + path], FfmpegLimits.Encoding, null, CancellationToken.None);
        return path;
    }

    /// <summary>A clip as a phone or a vendor would send it: moving bars at 25 frames and, if wanted, a tone.</summary>
    internal Task<string> ForeignAsync(string name, double seconds = 1.5, int? tone = 440, string size = "128x96", params string[] more)
    {
        var length = seconds.ToString(CultureInfo.InvariantCulture);
        string[] sound = tone is { } hertz ? ["-f", "lavfi", "-i", $"sine=frequency={hertz}:sample_rate=44100:duration={length}", "-c:a", "aac"] : [];
        return FfmpegAsync(["-f", "lavfi", "-i", $"testsrc2=size={size}:rate=25:duration={length}", .. sound, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", .. more, "-f", "mp4", name]);
    }

    /// <summary>A clip in the small profile.</summary>
    internal async Task<string> HouseAsync(string name, double seconds = 1.5, int? tone = 440)
    {
        var source = await ForeignAsync("raw-" + name, seconds, tone);
        return (await ClipNormaliser.NormaliseAsync(source, Small, At(name), null, Tools)).Path;
    }

    /// <summary>A hash of each frame of a clip.</summary>
    internal static async Task<List<string>> FramesAsync(string path)
    {
        var told = await FfmpegProcess.RunAsync(Tools.Ffmpeg, ["-nostdin", "-v", "error", "-f", "mov", "-i", "file:" + path, "-map", "0:v:0", "-f", "framemd5", "pipe:1"],
            FfmpegLimits.Looking, null, CancellationToken.None);
        return [.. Encoding.ASCII.GetString(told).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')[^1].Trim())];
    }

    /// <summary>One frame in grey, row by row.</summary>
    internal static Task<byte[]> GreyAsync(string path, int frame) => FfmpegProcess.RunAsync(Tools.Ffmpeg,
        ["-nostdin", "-v", "error", "-f", "mov", "-i", "file:" + path, "-map", "0:v:0", "-vf", $"select=eq(n\\,{frame}),format=gray", "-frames:v", "1", "-f", "rawvideo", "pipe:1"],
        FfmpegLimits.Looking, null, CancellationToken.None);

    /// <summary>The sound as 48 kHz mono.</summary>
    internal static async Task<short[]> SoundAsync(string path)
    {
        var bytes = await FfmpegProcess.RunAsync(Tools.Ffmpeg, ["-nostdin", "-v", "error", "-f", "mov", "-i", "file:" + path, "-map", "0:a:0", "-ac", "1", "-ar", "48000", "-f", "s16le", "pipe:1"],
            FfmpegLimits.Looking, null, CancellationToken.None);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }

    /// <summary>Root mean square of a part of the sound, 0 to 1.</summary>
    internal static double Level(short[] sound, double from, double to)
    {
        var part = sound[(int)(from * 48000)..Math.Min(sound.Length, (int)(to * 48000))];
        return Math.Sqrt(part.Average(sample => sample / 32768.0 * (sample / 32768.0)));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
