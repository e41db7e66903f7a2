using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Cuts clips at exact frames. Of a clip in the house's profile only the frames between a cut and the next key frame are encoded again.</summary>
public static class ClipTrimmer
{
    /// <summary>Writes what lies between two times.</summary>
    /// <param name="source">A clip of any accepted kind.</param>
    /// <param name="from">First moment kept, to the nearest thirtieth of a second.</param>
    /// <param name="to">First moment no longer kept.</param>
    /// <param name="target">Path of the file to write, in the profile.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <returns>How many frames came out and how many of them were encoded again.</returns>
    /// <exception cref="MediaException"><c>cut-outside</c>; also as <see cref="ClipNormaliser"/>.</exception>
    public static async Task<(int Frames, int Encoded)> TrimAsync(
        string source, TimeSpan from, TimeSpan to, HouseProfile profile, string target, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        profile.Require();
        var programs = tools ?? FfmpegTools.Find();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        var (first, end) = (HouseProfile.Frame(from), HouseProfile.Frame(to));
        if (first < 0 || end <= first || end > ClipNormaliser.Frames(facts))
        {
            throw new MediaException("cut-outside", "The cut lies outside the clip, or leaves nothing of it.");
        }
        if (!await HouseClip.ConformsAsync(source, profile, programs, cancellation))
        {
            await ClipNormaliser.EncodeAsync(source, facts, first, end - first, profile, target, null, programs, cancellation);
            return (end - first, end - first);
        }
        return (end - first, await CutAsync(source, facts, first, end, profile, target, programs, cancellation));
    }

    /// <summary>Divides a clip in two.</summary>
    /// <param name="at">The first moment of the second part.</param>
    /// <inheritdoc cref="TrimAsync"/>
    public static async Task SplitAsync(
        string source, TimeSpan at, HouseProfile profile, string first, string second, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        var facts = await VideoProbe.ReadAsync(source, tools, null, cancellation);
        await TrimAsync(source, TimeSpan.Zero, at, profile, first, tools, cancellation);
        await TrimAsync(source, at, HouseProfile.At(ClipNormaliser.Frames(facts)), profile, second, tools, cancellation);
    }

    private static async Task<int> CutAsync(
        string source, VideoFacts facts, int first, int end, HouseProfile profile, string target, FfmpegTools tools, CancellationToken cancellation)
    {
        using var room = new WorkRoom();
        var keys = Mp4Index.Read(source)!.Picture!.Keys ?? [.. Enumerable.Range(0, end)];
        var start = keys.Where(key => key >= first).DefaultIfEmpty(end).Min();
        var stop = Math.Max(start, keys.Append(ClipNormaliser.Frames(facts)).Where(key => key <= end).DefaultIfEmpty(first).Max());
        List<(string Path, int Frames)> parts = [];
        foreach (var (from, to, copy) in ((int, int, bool)[])[(first, Math.Min(start, end), false), (start, stop, true), (stop, end, false)])
        {
            if (from >= to)
            {
                continue;
            }
            var part = room.File("mp4");
            await (copy ? CopyAsync(source, from, to - from, part, tools, cancellation) : PieceEncoder.EncodeAsync(
                new Piece(new PiecePart(source, facts, from, to - from, [])), profile, part, null, tools, cancellation));
            parts.Add((part, to - from));
        }
        var sound = room.File("m4a");
        await SoundOfAsync(source, first, end - first, sound, tools, cancellation);
        await Stitcher.CopyAsync([.. parts.Select(part => part.Path)], [.. parts.Select(part => part.Frames)], sound, target, tools, cancellation);
        return end - first - Math.Max(0, stop - start);
    }

    private static async Task CopyAsync(string source, int first, int frames, string target, FfmpegTools tools, CancellationToken cancellation)
    {
        await FfmpegProcess.RunAsync(tools.Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(source, "-ss", FfmpegArguments.Number(Math.Ceiling(first * 1e6 / HouseProfile.FrameRate) / 1e6)),
            "-map", "0:v:0", "-c", "copy", "-copyinkf:v", "-frames:v", $"{frames}", "-video_track_timescale", $"{HouseProfile.TimeScale}", .. FfmpegArguments.Finish, FfmpegArguments.File(target),
        ], FfmpegLimits.Encoding, null, cancellation);
        ClipNormaliser.RequireFrames(target, frames);
    }

    private static Task SoundOfAsync(string source, int first, int frames, string target, FfmpegTools tools, CancellationToken cancellation) =>
        FfmpegProcess.RunAsync(tools.Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. FfmpegArguments.Clip(source, "-ss", FfmpegArguments.Number(HouseProfile.At(first).TotalSeconds)), "-map", "0:a:0",
            "-af", $"{SoundShape.Filter},apad,atrim=end_sample={Math.Max(1, HouseClip.SoundPackets(frames) - 1) * HouseProfile.SoundPacket}", .. HouseProfile.SoundArguments,
            .. FfmpegArguments.Finish, FfmpegArguments.File(target),
        ], FfmpegLimits.Encoding, null, cancellation);
}
