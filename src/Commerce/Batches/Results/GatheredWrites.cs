namespace Commerce.Batches.Results;

/// <summary>
/// Lets code that writes a few bytes without waiting, as the archive library does behind each file, stand before a response
/// that only takes waiting writes: those bytes are kept and go out before the next ones.
/// </summary>
internal sealed class GatheredWrites(Stream target) : Stream
{
    private readonly MemoryStream kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => kept.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => kept.Write(buffer);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendKeptAsync(cancellationToken);
        await target.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendKeptAsync(cancellationToken);
        await target.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask SendKeptAsync(CancellationToken cancellationToken)
    {
        if (kept.Length == 0)
        {
            return;
        }

        await target.WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), cancellationToken);
        kept.SetLength(0);
    }
}
