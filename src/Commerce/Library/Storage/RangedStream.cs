namespace Commerce.Library.Storage;

/// <summary>
/// A remote object as a seekable stream. Reading on costs nothing; reading after a seek drops the running response and
/// asks for the rest from the new place.
/// </summary>
internal sealed class RangedStream(Stream first, long length, Func<long, CancellationToken, Task<Stream>> open) : Stream
{
    private Stream? current = first;
    private long currentOffset;
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => length + offset,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        return position = target;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= length || buffer.IsEmpty)
            return 0;
        var read = await (await AlignAsync(cancellationToken)).ReadAsync(buffer, cancellationToken);
        if (read == 0)
            throw new EndOfStreamException($"The object ended {length - position} bytes early.");
        return Advance(read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Native decoders pull bytes through synchronous callbacks; asking for a range has no synchronous form.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            current?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<Stream> AlignAsync(CancellationToken ct)
    {
        if (current is not null && currentOffset == position)
            return current;
        current?.Dispose();
        current = null;
        current = await open(position, ct);
        currentOffset = position;
        return current;
    }

    private int Advance(int read)
    {
        position += read;
        currentOffset += read;
        return read;
    }
}
