using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Brings a clip to the house's profile when it arrives, so that everything later can copy it.</summary>
public static class ClipNormaliser
{
    private static readonly TimeSpan FadeOfTheEnd = TimeSpan.FromMilliseconds(8);

    /// <summary>Writes the clip in the profile, or leaves it alone when it has the profile already.</summary>
    /// <param name="source">The clip; its headers are checked first.</param>
    /// <param name="target">Path of the file to write.</param>
    /// <param name="progress">Told of per cent and time left.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <returns>Path of the clip in the profile, which is <paramref name="source"/> itself when nothing had to be done.</returns>
    /// <exception cref="MediaException">As <see cref="VideoProbe"/>; also <c>ffmpeg-failed</c>, <c>ffmpeg-too-slow</c>, <c>size-unsupported</c>.</exception>
    public static async Task<(string Path, bool Encoded)> NormaliseAsync(
        string source, HouseProfile profile, string target, IProgress<ClipProgress>? progress = null, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        profile.Require();
        var programs = tools ?? FfmpegTools.Find();
        var facts = await VideoProbe.ReadAsync(source, programs, null, cancellation);
        if (await HouseClip.ConformsAsync(source, profile, programs, cancellation))
        {
            progress?.Report(new ClipProgress(100, TimeSpan.Zero));
            return (source, false);
        }
        await EncodeAsync(source, facts, 0, Frames(facts), profile, target, progress, programs, cancellation);
        return (target, true);
    }

    /// <summary>Frames a clip has at the house's rate; at least one.</summary>
    internal static int Frames(VideoFacts facts) => Math.Max(1, HouseProfile.Frame(facts.Duration));

    /// <summary>Encodes some frames of a clip with their sound.</summary>
    internal static async Task EncodeAsync(
        string source, VideoFacts facts, int first, int frames, HouseProfile profile, string target, IProgress<ClipProgress>? progress, FfmpegTools tools, CancellationToken cancellation)
    {
        var packets = HouseClip.SoundPackets(frames);
        var samples = Math.Max(1, packets - 1) * HouseProfile.SoundPacket;
        string[] seek = ["-ss", FfmpegArguments.Number(HouseProfile.At(first).TotalSeconds), "-t", FfmpegArguments.Number(HouseProfile.At(frames + 2).TotalSeconds)];
        var sound = facts.HasAudio ? "[0:a:0]" + SoundShape.Filter : "anullsrc=channel_layout=stereo:sample_rate=48000";
        var fade = FfmpegArguments.Number(FadeOfTheEnd.TotalSeconds);
        var graph = $"[0:V:0]{profile.Filter(facts, frames)}[v];{sound},apad,atrim=end_sample={samples},afade=t=out:st={FfmpegArguments.Number(Math.Max(0, samples / (double)HouseProfile.SampleRate - FadeOfTheEnd.TotalSeconds))}:d={fade}[a]";
        await NewFile.WriteAsync(target, async partial =>
        {
            var heard = progress is null ? null : new FfmpegProgress(progress, HouseProfile.At(frames));
            await FfmpegProcess.RunAsync(tools.Ffmpeg,
            [
                .. FfmpegArguments.Begin, .. heard is null ? [] : FfmpegProgress.Arguments, .. FfmpegArguments.Clip(source, seek),
                "-filter_complex", graph, "-map", "[v]", "-map", "[a]", .. HouseProfile.VideoArguments, .. HouseProfile.SoundArguments,
                .. FfmpegArguments.Finish, FfmpegArguments.File(partial),
            ], FfmpegLimits.Encoding, null, cancellation, heard is null ? null : heard.Hear);
            RequireFrames(partial, frames);
        });
    }

    /// <exception cref="MediaException">Code <c>video-damaged</c>: the clip ended long before its headers said.</exception>
    internal static void RequireFrames(string path, int frames)
    {
        if (Mp4Index.Read(path)?.Picture?.Samples != frames)
        {
            throw VideoContainer.Damaged();
        }
    }
}
