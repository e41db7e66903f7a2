using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Commerce.Batches.Sheets.Reading;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>Divides a sheet into rows on a thread of its own, so that finding the next ones and understanding the last ones go side by side.</summary>
internal static class RowsAhead
{
    private const int Part = 256;

    // What is divided and not yet asked for stays this small, however slowly it is asked for.
    private const int Parts = 4;

    /// <summary>The table's rows in parts, to the end. The table is nobody else's until the last part was taken or the enumeration was given up.</summary>
    /// <exception cref="UnreadableFileException">The sheet cannot be read on.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<SheetLine>> ReadAsync(SheetTable table, Folding folding, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = Channel.CreateBounded<List<SheetLine>>(new BoundedChannelOptions(Parts) { SingleReader = true, SingleWriter = true });
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dividing = Task.Run(() => DivideAsync(table, folding, parts.Writer, given.Token), CancellationToken.None);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(cancellationToken))
            {
                yield return part;
            }
        }
        finally
        {
            await given.CancelAsync();
            await dividing;
        }
    }

    // Ends with the channel and never throws: what goes wrong reaches whoever takes the parts.
    private static async Task DivideAsync(SheetTable table, Folding folding, ChannelWriter<List<SheetLine>> parts, CancellationToken given)
    {
        try
        {
            var part = new List<SheetLine>(Part);
            while (table.Next())
            {
                var continues = table.Fault is null && folding.Continues(table);
                part.Add(new SheetLine(table.Line, continues ? [] : table.Cells(), table.Fault, continues));
                if (part.Count == Part)
                {
                    await parts.WriteAsync(part, given);
                    part = new List<SheetLine>(Part);
                }
            }

            await parts.WriteAsync(part, given);
            parts.Complete();
        }
        catch (Exception error)
        {
            parts.Complete(error);
        }
    }
}
