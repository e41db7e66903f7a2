namespace Commerce.Tests.Batches.Results;

/// <summary>Takes bytes as a web response does: only by waiting, and never twice. Keeps them for the test.</summary>
internal sealed class WaitingOnly(Func<long, Task>? watch = null) : Stream
{
    public MemoryStream Kept { get; } = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Kept.WriteAsync(buffer, cancellationToken);
        await (watch?.Invoke(Kept.Length) ?? Task.CompletedTask);
    }

    public override void Flush() => throw new InvalidOperationException("A response is not flushed without waiting.");

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A response is not written without waiting.");
}
