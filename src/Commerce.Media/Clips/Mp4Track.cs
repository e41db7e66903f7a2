using System.Buffers.Binary;
using System.Text;

namespace Commerce.Media.Clips;

/// <summary>One track of an MP4 file.</summary>
/// <param name="Kind"><c>vide</c> or <c>soun</c>.</param>
/// <param name="TimeScale">Steps of time in a second.</param>
/// <param name="Coding">What a decoder must know before the first sample: the codec and its header, and the size or the channels.</param>
/// <param name="Steps">How many samples follow each other at which distance in time.</param>
/// <param name="Keys">Samples that need no other, counted from 0; null when all are.</param>
internal sealed record Mp4Track(string Kind, uint TimeScale, byte[] Coding, IReadOnlyList<(uint Count, uint Step)> Steps, IReadOnlyList<int>? Keys)
{
    internal long Samples => Steps.Sum(run => (long)run.Count);

    internal long Length => Steps.Sum(run => (long)run.Count * run.Step);

    /// <summary>Whether every sample but the last lasts about this long.</summary>
    internal bool IsEven(uint step, uint tolerance)
    {
        var last = Steps.Count - 1;
        return Steps.Where((run, at) => at < last || run.Count > 1).All(run => Math.Abs((long)run.Step - step) <= tolerance);
    }

    /// <exception cref="InvalidDataException">The track is damaged.</exception>
    internal static Mp4Track Read(ReadOnlyMemory<byte> track)
    {
        var media = Mp4Index.Inner(track, "mdia");
        var header = Mp4Index.Inner(media, "mdhd").Span;
        var table = Mp4Index.Inner(media, "minf", "stbl");
        var kind = Encoding.Latin1.GetString(Mp4Index.Inner(media, "hdlr").Span[8..12]);
        return new Mp4Track(kind, Word(header, header[0] == 1 ? 20 : 12), Description(kind, Mp4Index.Inner(table, "stsd")),
            Runs(Mp4Index.Inner(table, "stts").Span), Marks(Mp4Index.Inner(table, "stss").Span));
    }

    private static byte[] Description(string kind, ReadOnlyMemory<byte> table)
    {
        if (kind is not ("vide" or "soun") || Mp4Index.Boxes(table[8..]) is not [var (codec, entry)])
        {
            return [];
        }
        var (fixedPart, name) = kind == "vide" ? (78, "avcC") : (28, "esds");
        var inner = Mp4Index.Inner(entry[fixedPart..], name).Span;
        // Of the fixed part only the size or the channels matter; of the sound's header only what the decoder is told, for its bit rates differ.
        var shape = kind == "vide" ? entry.Span[24..28] : entry.Span[16..18];
        return [.. Encoding.Latin1.GetBytes(codec), .. shape, .. kind == "vide" ? inner : DecoderPart(inner)];
    }

    private static ReadOnlySpan<byte> DecoderPart(ReadOnlySpan<byte> header)
    {
        // Version, then nested descriptors: 3 (with 3 bytes of its own), 4 (with 13), 5, which is the part wanted.
        if (header.Length < 4)
        {
            return [];
        }
        header = header[4..];
        foreach (var (tag, own) in ((byte, int)[])[(3, 3), (4, 13), (5, 0)])
        {
            if (header.Length < 2 || header[0] != tag)
            {
                throw new InvalidDataException("The sound's header is damaged.");
            }
            var (at, length) = (1, 0);
            byte part;
            do
            {
                part = header[at++];
                length = length << 7 | part & 0x7F;
            }
            while ((part & 0x80) != 0 && at < 5);
            header = tag == 5 ? header.Slice(at, length) : header[(at + own)..];
        }
        return header;
    }

    private static (uint, uint)[] Runs(ReadOnlySpan<byte> table)
    {
        var runs = new (uint, uint)[Count(table, 8)];
        for (var at = 0; at < runs.Length; at++)
        {
            runs[at] = (Word(table, 8 + at * 8), Word(table, 12 + at * 8));
        }
        return runs;
    }

    private static int[]? Marks(ReadOnlySpan<byte> table)
    {
        if (table.IsEmpty)
        {
            return null;
        }
        var marks = new int[Count(table, 4)];
        for (var at = 0; at < marks.Length; at++)
        {
            marks[at] = (int)Word(table, 8 + at * 4) - 1;
        }
        return marks;
    }

    private static int Count(ReadOnlySpan<byte> table, int each) =>
        table.Length >= 8 && Word(table, 4) <= (table.Length - 8) / each ? (int)Word(table, 4) : throw new InvalidDataException("A table of the video's index does not fit.");

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
