using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>
/// A workbook's part while it is unpacked. Stops at a size that no honest part has, at far too much for its packed size,
/// and at a tag or text longer than any cell, so that whatever reads it needs little memory.
/// </summary>
internal sealed class PartStream(Stream unpacked, long packed) : Stream
{
    private const long Unsuspicious = 64L * 1024 * 1024;
    private const long LargestRatio = 100;
    private const int LongestGap = 256 * 1024;

    private long total;
    private long gap;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        total += read;
        if (total > SheetLimits.Part || (total > Unsuspicious && total > packed * LargestRatio))
            throw new UnreadableFileException("unpacks_too_large", "The workbook unpacks to far more than its size. Save it again, or save the sheet as CSV, and upload that.");
        Measure(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    // Between two of these signs lies one tag or one text.
    private void Measure(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'<') is var next && next >= 0)
        {
            Refuse(gap + next);
            gap = 0;
            bytes = bytes[(next + 1)..];
        }
        gap += bytes.Length;
        Refuse(gap);
    }

    private static void Refuse(long length)
    {
        if (length > LongestGap)
            throw new UnreadableFileException("cell_too_long", $"A cell of the workbook holds more than the {SheetLimits.Cell} characters that Excel allows. Shorten it and upload the file again.");
    }
}
