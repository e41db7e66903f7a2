using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Commerce.Shopify.BulkOperations;

/// <summary>Cuts a stream into lines. Memory is bounded by the longest line kept, whatever the stream's length.</summary>
public static class JsonLines
{
    /// <summary>Bytes of the longest line kept; a product's description alone may take some megabytes.</summary>
    public const int Longest = 16 * 1024 * 1024;

    private const int BufferSize = 128 * 1024;

    /// <summary>
    /// The lines of a stream, empty ones left out. A last line without an end is given too: whether it is whole shows when it is read.
    /// </summary>
    /// <param name="stream">Left open.</param>
    /// <param name="offset">Where in the result the stream begins: the end of some line.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(Stream stream, long offset, [EnumeratorCancellation] CancellationToken ct)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferSize, minimumReadSize: BufferSize / 4, leaveOpen: true));
        var skipping = false;
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(ct);
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = buffer.Slice(0, end);
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                    offset += line.Length + 1;
                    if (skipping || !line.IsEmpty) yield return new JsonLine(skipping ? default : Whole(line), offset, Ended: true, skipping);
                    skipping = false;
                }

                if (read.IsCompleted)
                {
                    if (skipping || !buffer.IsEmpty) yield return new JsonLine(skipping ? default : Whole(buffer), offset + buffer.Length, Ended: false, skipping);
                    yield break;
                }

                if (buffer.Length > Longest || skipping)
                {
                    // What is thrown away here still counts, so that the line after it ends where it does.
                    (skipping, offset) = (true, offset + buffer.Length);
                    buffer = buffer.Slice(buffer.End);
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static ReadOnlyMemory<byte> Whole(ReadOnlySequence<byte> line) => line.IsSingleSegment ? line.First : line.ToArray();
}
