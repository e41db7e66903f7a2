using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Joins clips of one profile without encoding anything again.</summary>
/// <remarks>
/// Packets of sound and frames do not divide evenly, so between two clips up to two packets (43 ms) are silent. Cut lists
/// (<see cref="CutRoom"/>) have their sound in one piece and no such seams.
/// </remarks>
public static class Stitcher
{
    private const int MostClips = 200;

    /// <summary>Joins clips in this order.</summary>
    /// <param name="clips">Files in one profile, as <see cref="ClipNormaliser"/> leaves them.</param>
    /// <param name="target">Path of the film to write.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <returns>Frames of the film.</returns>
    /// <exception cref="MediaException"><c>clips-do-not-match</c>, <c>clips-too-many</c>, <c>ffmpeg-failed</c>, <c>ffmpeg-too-slow</c>.</exception>
    public static async Task<int> JoinAsync(IReadOnlyList<string> clips, string target, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var frames = RequireAlike(clips);
        await CopyAsync(clips, frames, null, target, tools ?? FfmpegTools.Find(), cancellation);
        return frames.Sum();
    }

    /// <summary>Copies the pictures of some files one after the other, with their own sound or with one track for all.</summary>
    internal static async Task CopyAsync(
        IReadOnlyList<string> clips, IReadOnlyList<int> frames, string? sound, string target, FfmpegTools tools, CancellationToken cancellation)
    {
        using var room = new WorkRoom();
        var list = room.File("ffconcat");
        var lines = clips.Zip(frames, (clip, count) =>
            $"file {Path.GetFileName(room.Link(clip, "mp4"))}\nduration {FfmpegArguments.Number(HouseProfile.At(count).TotalSeconds)}\n").ToList();
        await File.WriteAllTextAsync(list, "ffconcat version 1.0\n" + string.Concat(lines), cancellation);
        await NewFile.WriteAsync(target, async partial =>
        {
            await FfmpegProcess.RunAsync(tools.Ffmpeg,
            [
                .. FfmpegArguments.Begin, "-copyts", .. FfmpegArguments.Input("concat", list, "-safe", "1"), .. sound is null ? [] : FfmpegArguments.Input("mov", sound),
                "-map", "0:v:0", .. sound is null ? ["-map", "0:a:0?"] : (string[])["-map", "1:a:0"], "-c", "copy",
                // The list's times are in microseconds; this puts each frame back where it belongs.
                "-bsf:v", $"setts=pts={HouseProfile.FrameStep}*round(PTS/{HouseProfile.FrameStep}):dts={HouseProfile.FrameStep}*round(DTS/{HouseProfile.FrameStep})",
                "-video_track_timescale", $"{HouseProfile.TimeScale}", .. FfmpegArguments.Finish, FfmpegArguments.File(partial),
            ], FfmpegLimits.Encoding, null, cancellation);
            RequireWhole(partial, frames.Sum(), hasSound: sound is not null);
        });
    }

    private static int[] RequireAlike(IReadOnlyList<string> clips)
    {
        if (clips.Count is 0 or > MostClips)
        {
            throw new MediaException("clips-too-many", $"Between 1 and {MostClips} clips can be joined at once.");
        }
        var indexes = clips.Select(Mp4Index.Read).ToList();
        var first = indexes[0];
        return [.. indexes.Select((index, at) => index is { Picture: { } picture, Sound: { } sound } && Alike(picture, first!.Picture!) && Alike(sound, first.Sound!)
            && picture.IsEven(HouseProfile.FrameStep, 0)
            ? (int)picture.Samples
            : throw new MediaException("clips-do-not-match", $"Clip {at + 1} is stored in another way than the first one. Bring both to one profile, then join them."))];
    }

    private static bool Alike(Mp4Track one, Mp4Track other) => one.TimeScale == other.TimeScale && one.Coding.AsSpan().SequenceEqual(other.Coding);

    /// <summary>Holds the film against the sum of its clips: every frame is there and none comes early or late; sound has no hole longer than two packets.</summary>
    private static void RequireWhole(string path, int frames, bool hasSound)
    {
        var film = Mp4Index.Read(path);
        var picture = film?.Picture;
        var whole = picture is not null && picture.Samples == frames && picture.Length == (long)frames * HouseProfile.FrameStep && picture.IsEven(HouseProfile.FrameStep, 0)
            && (film!.Sound is { } sound ? sound.IsEven(HouseProfile.SoundPacket, HouseProfile.SoundPacket) : !hasSound);
        if (!whole)
        {
            throw new MediaException("clips-do-not-match", "The joined film did not come out as long as its clips together. Bring the clips to one profile, then join them again.");
        }
    }
}
