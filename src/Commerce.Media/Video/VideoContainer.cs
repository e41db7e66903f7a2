using System.Buffers.Binary;

namespace Commerce.Media.Video;

/// <summary>Recognises the containers accepted from outside by their own bytes, so that ffmpeg never guesses a format.</summary>
internal static class VideoContainer
{
    private const int MostBoxes = 10_000;

    /// <summary>The name of ffmpeg's demuxer.</summary>
    /// <exception cref="MediaException"><c>video-empty</c>, <c>video-unknown-format</c>, <c>video-damaged</c>.</exception>
    internal static string Demuxer(Stream file)
    {
        Span<byte> head = stackalloc byte[12];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw new MediaException("video-empty", "This file is empty. Upload the video again.");
        }
        if (read == head.Length && head[..4].SequenceEqual((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return "matroska";
        }
        if (read < head.Length || !head[4..8].SequenceEqual("ftyp"u8))
        {
            throw new MediaException("video-unknown-format", "This file is not an MP4, MOV or WebM video. Save it as one of these and try again.");
        }
        RequireWhole(file);
        return "mov";
    }

    /// <summary>Walks the outer boxes: each must fit into the file, and the index and the frames must both be there.</summary>
    private static void RequireWhole(Stream file)
    {
        var (at, index, frames) = (0L, false, false);
        Span<byte> head = stackalloc byte[16];
        for (var box = 0; box < MostBoxes && at < file.Length; box++)
        {
            file.Position = at;
            if (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) < 8)
            {
                throw Damaged();
            }
            var size = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
            size = size switch
            {
                0 => file.Length - at,
                1 => (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(head[8..]), long.MaxValue / 2),
                _ => size,
            };
            if (size < 8 || at + size > file.Length)
            {
                throw Damaged();
            }
            index |= head[4..8].SequenceEqual("moov"u8);
            frames |= head[4..8].SequenceEqual("mdat"u8);
            at += size;
        }
        if (!index || !frames)
        {
            throw Damaged();
        }
    }

    internal static MediaException Damaged(Exception? inner = null) =>
        new("video-damaged", "This video is damaged or incomplete and cannot be read. Upload it again.", inner);
}
