namespace Commerce.Tests.Library.Storage;

/// <summary>Bytes that follow from their place, without holding them; can fail at a chosen place as a broken upload does.</summary>
internal sealed class GeneratedStream(long length, long failAt = long.MaxValue) : Stream
{
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => position; set => throw new NotSupportedException(); }

    public static byte At(long place) => (byte)(place * 31 + (place >> 10));

    public override int Read(Span<byte> buffer)
    {
        if (position >= failAt)
            throw new IOException("The sender went away.");
        var count = (int)Math.Min(buffer.Length, Math.Min(length, failAt) - position);
        for (var index = 0; index < count; index++)
            buffer[index] = At(position + index);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
