using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Recognises the sound files accepted from outside by their own bytes.</summary>
internal static class SoundContainer
{
    /// <summary>The name of ffmpeg's demuxer.</summary>
    /// <exception cref="MediaException">Code <c>sound-unknown-format</c>.</exception>
    internal static string Demuxer(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[12];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read < head.Length)
        {
            throw Unknown();
        }
        if (head[..4].SequenceEqual("RIFF"u8) && head[8..].SequenceEqual("WAVE"u8))
        {
            return "wav";
        }
        if (head[..3].SequenceEqual("ID3"u8) || head[0] == 0xFF && (head[1] & 0xE6) == 0xE2)
        {
            return "mp3";
        }
        if (head[..4].SequenceEqual("fLaC"u8))
        {
            return "flac";
        }
        if (head[..4].SequenceEqual("OggS"u8))
        {
            return "ogg";
        }
        if (!head[4..8].SequenceEqual("ftyp"u8) && !head[..4].SequenceEqual((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            throw Unknown();
        }
        file.Position = 0;
        return VideoContainer.Demuxer(file);
    }

    private static MediaException Unknown() =>
        new("sound-unknown-format", "This file is not a sound we can read. Save it as MP3, WAV or M4A and try again.");
}
