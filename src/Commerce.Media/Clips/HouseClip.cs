using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Tells clips that can be joined as they are from those that must be encoded first.</summary>
internal static class HouseClip
{
    private static readonly Dictionary<(HouseProfile, FfmpegTools), byte[]> Known = [];

    /// <summary>Whether the file has this profile to the letter: what our own encoder would write before the first frame stands in it.</summary>
    internal static async Task<bool> ConformsAsync(string path, HouseProfile profile, FfmpegTools tools, CancellationToken cancellation) =>
        Mp4Index.Read(path) is { StartsAtOnce: true, Tracks.Count: 2, Picture: { } picture, Sound: { } sound }
        && picture.TimeScale == HouseProfile.TimeScale && picture.IsEven(HouseProfile.FrameStep, 0)
        && sound.TimeScale == HouseProfile.SampleRate && sound.IsEven(HouseProfile.SoundPacket, 0)
        && SoundFits(picture, sound) && KeysAreClose(picture)
        && Equal(picture.Coding, await CodingAsync(profile, tools, cancellation));

    /// <summary>Sound packets that make up a clip: as many as end before the next clip's first, which starts one packet early to warm up.</summary>
    internal static int SoundPackets(int frames) => frames * HouseProfile.SamplesPerFrame / HouseProfile.SoundPacket;

    private static bool Equal(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);

    private static bool SoundFits(Mp4Track picture, Mp4Track sound) => sound.Samples == SoundPackets((int)picture.Samples);

    private static bool KeysAreClose(Mp4Track picture) =>
        picture.Keys is not { } keys || keys is [0, ..] && keys.Append((int)picture.Samples).Zip(keys.Append((int)picture.Samples).Skip(1)).All(pair => pair.Second - pair.First <= HouseProfile.KeyEvery);

    private static async Task<byte[]> CodingAsync(HouseProfile profile, FfmpegTools tools, CancellationToken cancellation)
    {
        lock (Known)
        {
            if (Known.TryGetValue((profile, tools), out var known))
            {
                return known;
            }
        }
        using var room = new WorkRoom();
        var path = room.File("mp4");
        await FfmpegProcess.RunAsync(tools.Ffmpeg,
        [
            .. FfmpegArguments.Begin, "-f", "lavfi", "-i", $"color=size={profile.Width}x{profile.Height}:rate={HouseProfile.FrameRate}", "-frames:v", "1", "-vf", "format=yuv420p",
            .. HouseProfile.VideoArguments, .. FfmpegArguments.Finish, FfmpegArguments.File(path),
        ], FfmpegLimits.Encoding, null, cancellation);
        var coding = Mp4Index.Read(path)!.Picture!.Coding;
        lock (Known)
        {
            return Known[(profile, tools)] = coding;
        }
    }
}
