using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Commerce.Data;

/// <summary>
/// Rows for one running COPY in PostgreSQL's binary format, written into one buffer that is sent whenever it has filled. Some
/// million fields a second: the driver's own writer spends more on each field than the server does.
/// Source: PostgreSQL documentation, COPY, binary format.
/// </summary>
public sealed class BinaryCopy(NpgsqlRawCopyStream target) : IAsyncDisposable
{
    private const int SendAt = 64 * 1024;
    private const int TextType = 25;
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private byte[] buffer = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private int filled = 19;
    private bool complete;

    /// <summary>Sends what has gathered once it is worth it. Call between rows.</summary>
    public ValueTask SendAsync(CancellationToken cancellationToken) => filled < SendAt ? ValueTask.CompletedTask : FlushAsync(cancellationToken);

    /// <summary>Ends the COPY. Without it nothing of what was written stays.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        await FlushAsync(cancellationToken);
        complete = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!complete)
        {
            await target.CancelAsync();
        }

        await target.DisposeAsync();
    }

    /// <summary>Begins a row of so many fields.</summary>
    public void Row(short fields) => BinaryPrimitives.WriteInt16BigEndian(Take(2), fields);

    public void Nulls(int count)
    {
        for (; count > 0; count--)
        {
            BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);
        }
    }

    public void Write(int? value)
    {
        if (value is not { } number)
        {
            Nulls(1);
            return;
        }

        BinaryPrimitives.WriteInt32BigEndian(Take(4), 4);
        BinaryPrimitives.WriteInt32BigEndian(Take(4), number);
    }

    public void Write(long? value)
    {
        if (value is { } number)
        {
            Write(number);
            return;
        }

        Nulls(1);
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), 8);
        BinaryPrimitives.WriteInt64BigEndian(Take(8), value);
    }

    public void Write(Guid value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), 16);
        value.TryWriteBytes(Take(16), bigEndian: true, out _);
    }

    /// <summary>To the microsecond.</summary>
    public void Write(DateTimeOffset value) => Write((value - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public void Write(string? text)
    {
        if (text is null)
        {
            Nulls(1);
            return;
        }

        // A zero character is good JSON and no text of the database's.
        var clean = text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", string.Empty, StringComparison.Ordinal) : text;
        var length = Encoding.UTF8.GetByteCount(clean);
        BinaryPrimitives.WriteInt32BigEndian(Take(4), length);
        Encoding.UTF8.GetBytes(clean, Take(length));
    }

    public void Write(IReadOnlyList<string> texts)
    {
        var start = filled;
        Take(4);
        foreach (var number in texts.Count == 0 ? (ReadOnlySpan<int>)[0, 0, TextType] : [1, 0, TextType, texts.Count, 1])
        {
            BinaryPrimitives.WriteInt32BigEndian(Take(4), number);
        }

        foreach (var text in texts)
        {
            Write(text);
        }

        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(start), filled - start - 4);
    }

    private Span<byte> Take(int count)
    {
        if (filled + count > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(SendAt * 2, (filled + count) * 2));
        }

        filled += count;
        return buffer.AsSpan(filled - count, count);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await target.WriteAsync(buffer.AsMemory(0, filled), cancellationToken);
        filled = 0;
    }
}
