using System.Buffers.Binary;
using System.Text;

namespace Commerce.Media.Clips;

/// <summary>
/// The index of an MP4 file, read from its own boxes: what each track holds and when, without starting a program.
/// Source: ISO/IEC 14496-12.
/// </summary>
/// <param name="StartsAtOnce">Whether the index stands before the frames, so that playing can begin while the file still comes.</param>
internal sealed record Mp4Index(IReadOnlyList<Mp4Track> Tracks, bool StartsAtOnce)
{
    private const int LargestIndex = 64 << 20;

    internal Mp4Track? Picture => Tracks.FirstOrDefault(track => track.Kind == "vide");

    internal Mp4Track? Sound => Tracks.FirstOrDefault(track => track.Kind == "soun");

    /// <summary>The index, or null when the file is no MP4 or is damaged.</summary>
    internal static Mp4Index? Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[16];
        var frames = false;
        for (var at = 0L; at + 8 <= file.Length;)
        {
            file.Position = at;
            var read = file.ReadAtLeast(head, 16, throwOnEndOfStream: false);
            var size = Size(head[..read], file.Length - at);
            if (size < 8 || size > file.Length - at)
            {
                return null;
            }
            frames |= head[4..8].SequenceEqual("mdat"u8);
            if (head[4..8].SequenceEqual("moov"u8))
            {
                return size > LargestIndex ? null : Movie(file, at + 8, (int)size - 8, !frames);
            }
            at += size;
        }
        return null;
    }

    private static Mp4Index? Movie(Stream file, long at, int size, bool first)
    {
        var movie = new byte[size];
        file.Position = at;
        file.ReadExactly(movie);
        try
        {
            return new Mp4Index([.. Boxes(movie).Where(box => box.Name == "trak").Select(box => Mp4Track.Read(box.Content))], first);
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The boxes inside a box.</summary>
    /// <exception cref="InvalidDataException">A box does not fit.</exception>
    internal static List<(string Name, ReadOnlyMemory<byte> Content)> Boxes(ReadOnlyMemory<byte> box)
    {
        var found = new List<(string, ReadOnlyMemory<byte>)>();
        while (box.Length >= 8)
        {
            var size = Size(box.Span[..Math.Min(16, box.Length)], box.Length);
            if (size < 8 || size > box.Length)
            {
                throw new InvalidDataException("A box of the video's index does not fit.");
            }
            found.Add((Encoding.Latin1.GetString(box.Span[4..8]), box[8..(int)size]));
            box = box[(int)size..];
        }
        return found;
    }

    /// <summary>What one box inside a box holds; empty when it is not there.</summary>
    internal static ReadOnlyMemory<byte> Inner(ReadOnlyMemory<byte> box, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            box = Boxes(box).FirstOrDefault(inner => inner.Name == name).Content;
        }
        return box;
    }

    private static long Size(ReadOnlySpan<byte> head, long rest) => BinaryPrimitives.ReadUInt32BigEndian(head) switch
    {
        0 => rest,
        1 when head.Length >= 16 => (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(head[8..]), long.MaxValue / 2),
        var size => size,
    };
}
