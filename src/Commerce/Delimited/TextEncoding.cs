using System.Buffers;
using System.Text;

namespace Commerce.Delimited;

/// <summary>Tells a file's encoding from its bytes: byte order mark, the pattern of NULs, valid UTF-8, else Windows-1252.</summary>
internal static class TextEncoding
{
    private const int SampleSize = 4096;

    /// <summary>Finds the encoding and leaves the stream at its start.</summary>
    /// <exception cref="UnreadableFileException">The bytes are no text.</exception>
    public static Encoding Detect(Stream content)
    {
        var sample = new byte[SampleSize];
        content.Position = 0;
        var size = content.ReadAtLeast(sample, SampleSize, throwOnEndOfStream: false);
        content.Position = 0;
        if (size == 0)
            throw new UnreadableFileException("empty", "The file is empty. Export the products again and upload the new file.");
        var found = FromMark(sample.AsSpan(0, size)) ?? FromNulls(sample.AsSpan(0, size)) ?? FromWhole(content);
        content.Position = 0;
        return found;
    }

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: true);

    private static Encoding? FromMark(ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith("PK\u0003\u0004"u8))
            throw new UnreadableFileException("spreadsheet", "This is a spreadsheet workbook or a zip archive. Save it as CSV (comma separated values) and upload that.");
        if (sample.StartsWith(Encoding.UTF8.Preamble))
            return Encoding.UTF8;
        if (sample is [0xFF, 0xFE, ..])
            return Utf16(bigEndian: false);
        return sample is [0xFE, 0xFF, ..] ? Utf16(bigEndian: true) : null;
    }

    private static UnicodeEncoding? FromNulls(ReadOnlySpan<byte> sample)
    {
        var (even, odd) = (0, 0);
        for (var index = 0; index < sample.Length; index++)
            if (sample[index] == 0)
                _ = index % 2 == 0 ? even++ : odd++;
        var pairs = sample.Length / 2;
        if (odd > pairs / 2 && even <= pairs / 10)
            return Utf16(bigEndian: false);
        if (even > pairs / 2 && odd <= pairs / 10)
            return Utf16(bigEndian: true);
        if (even + odd > sample.Length / 10)
            throw new UnreadableFileException("not_text", "The file is not text. Upload a CSV file (comma separated values).");
        return null;
    }

    // A name with an accent may come only at the end, so the whole file decides.
    private static Encoding FromWhole(Stream content)
    {
        var buffer = new byte[128 * 1024];
        var (kept, several, broken) = (0, 0L, 0L);
        while (content.Read(buffer, kept, buffer.Length - kept) is var read && read > 0)
        {
            var rest = Count(buffer.AsSpan(0, kept + read), ref several, ref broken);
            rest.CopyTo(buffer);
            kept = rest.Length;
        }
        broken += kept;
        // A few spoilt characters do not make a UTF-8 file Windows-1252; they show as replacement characters.
        return broken == 0 || several > broken * 10 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    }

    private static ReadOnlySpan<byte> Count(ReadOnlySpan<byte> bytes, ref long several, ref long broken)
    {
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var next && next >= 0)
        {
            bytes = bytes[next..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var taken);
            if (status == OperationStatus.NeedMoreData)
                return bytes;
            _ = status == OperationStatus.Done ? several++ : broken++;
            bytes = bytes[taken..];
        }
        return [];
    }
}
