using System.Text;
using Commerce.Shopify.BulkOperations;

namespace Commerce.Shopify.Tests.BulkOperations;

public sealed class JsonLinesTests
{
    [Test]
    public async Task Lines_come_whole_whatever_the_size_of_the_reads()
    {
        const string Text = "{\"a\":1}\n\n{\"b\":\"åø\"}\r\n{\"c\":3}";
        foreach (var size in Enumerable.Range(1, 12))
        {
            var lines = await ReadAsync(new Dripping(Encoding.UTF8.GetBytes(Text), size));
            Assert.That(lines.Select(line => line.Text.TrimEnd('\r')), Is.EqualTo(new[] { "{\"a\":1}", "{\"b\":\"åø\"}", "{\"c\":3}" }), $"reads of {size}");
            Assert.That(lines.Select(line => line.Ended), Is.EqualTo(new[] { true, true, false }));
        }
    }

    [Test]
    public async Task Reading_on_from_any_lines_end_gives_the_rest()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 50).Select(number => $"{{\"n\":{new string('7', number)}}}\n")));
        var all = await ReadAsync(new MemoryStream(bytes));
        foreach (var (line, index) in all.Select((line, index) => (line, index)))
        {
            var rest = await ReadAsync(new MemoryStream(bytes[(int)line.End..]), line.End);
            Assert.That(rest, Is.EqualTo(all[(index + 1)..]));
        }
    }

    [Test]
    public async Task A_line_too_long_to_keep_is_skipped_and_the_next_one_is_right()
    {
        var tail = "\n{\"b\":2}\n"u8.ToArray();
        var lines = await ReadAsync(new Repeated((byte)'x', JsonLines.Longest + 300_000, tail));
        Assert.That(lines.Select(line => (line.Text, line.TooLong)), Is.EqualTo(new[] { ("", true), ("{\"b\":2}", false) }));
        Assert.That(lines[^1].End, Is.EqualTo(JsonLines.Longest + 300_000 + tail.Length));
    }

    [Test]
    public async Task A_long_line_within_the_limit_is_kept()
    {
        var lines = await ReadAsync(new Repeated((byte)'x', 3_000_000, "\n{}\n"u8.ToArray()));
        Assert.That(lines.Select(line => line.Text.Length), Is.EqualTo(new[] { 3_000_000, 2 }));
    }

    [Test]
    public async Task Item21_a_million_lines_pass_in_bounded_memory()
    {
        const int Products = 200_000;
        await using var export = new GeneratedExport(Products, childrenFirst: true);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (count, products, children, peak) = (0, 0, 0, 0L);
        await foreach (var line in JsonLines.ReadAsync(export, 0, default))
        {
            var read = BulkLine.Parse(line.Content.Span);
            (products, children) = (products + (read is BulkProduct ? 1 : 0), children + (read is BulkMedia or BulkVariant ? 1 : 0));
            if (++count % 100_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.That((count, products, children), Is.EqualTo((Products * 5, Products, Products * 4)));
        Assert.That(peak, Is.LessThan(8 * 1024 * 1024), "Nothing of what has passed is kept.");
    }

    private static async Task<List<(string Text, long End, bool Ended, bool TooLong)>> ReadAsync(Stream stream, long offset = 0)
    {
        var lines = new List<(string, long, bool, bool)>();
        await foreach (var line in JsonLines.ReadAsync(stream, offset, default)) lines.Add((Encoding.UTF8.GetString(line.Content.Span), line.End, line.Ended, line.TooLong));
        return lines;
    }

    /// <summary>Gives a few bytes per read.</summary>
    private sealed class Dripping(byte[] content, int size) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }

    /// <summary>One byte again and again, then an end.</summary>
    private sealed class Repeated(byte value, long count, byte[] tail) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => count + tail.Length;

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int size)
        {
            var part = position < count ? (int)Math.Min(size, count - position) : (int)Math.Min(size, Length - position);
            if (position < count) buffer.AsSpan(offset, part).Fill(value);
            else tail.AsSpan((int)(position - count), part).CopyTo(buffer.AsSpan(offset));
            position += part;
            return part;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
