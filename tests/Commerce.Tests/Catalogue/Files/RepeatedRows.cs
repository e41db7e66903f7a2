using System.Globalization;
using System.Text;

namespace Commerce.Tests.Catalogue.Files;

/// <summary>A seekable catalogue file of about the wanted size that exists nowhere: a heading and numbered rows of equal length.</summary>
internal sealed class RepeatedRows(long about) : Stream
{
    private const int RowLength = 2_048;
    private static readonly byte[] Heading = Encoding.UTF8.GetBytes("Handle,Title,Description,Price".PadRight(RowLength - 1) + "\n");
    private readonly byte[] row = new byte[RowLength];
    private long made = -1;

    public long Rows => about / RowLength - 1;
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => about / RowLength * RowLength;
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length)
            return 0;
        var (number, offset) = (Position / RowLength, (int)(Position % RowLength));
        var source = (number == 0 ? Heading : RowOf(number)).AsSpan(offset);
        var count = Math.Min(source.Length, buffer.Length);
        source[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private byte[] RowOf(long number)
    {
        if (made == number)
            return row;
        made = number;
        row.AsSpan().Fill((byte)'x');
        var start = string.Create(CultureInfo.InvariantCulture, $"product-{number},Product {number},\"");
        Encoding.UTF8.GetBytes(start, row);
        "\",9.99\n"u8.CopyTo(row.AsSpan(RowLength - 7));
        return row;
    }
}
