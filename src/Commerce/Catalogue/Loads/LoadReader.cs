using System.Threading.Channels;
using Commerce.Shopify.Admin;
using Commerce.Shopify.BulkOperations;

namespace Commerce.Catalogue.Loads;

/// <summary>
/// Reads an export ahead of whoever keeps it: while one part is written the next is on its way, and no more than that, so
/// that memory does not grow with the export.
/// </summary>
public sealed class LoadReader(BulkResults results)
{
    private const int PartLines = 10_000;
    private const long PartBytes = 8 * 1024 * 1024;

    /// <summary>Fills <paramref name="parts"/> from <paramref name="offset"/> on and completes it. What came through before a break is given first, then the break.</summary>
    /// <param name="operation">As read a moment ago.</param>
    /// <param name="offset">Where the last part that was kept ends.</param>
    /// <param name="size">Bytes of the whole result, where Shopify tells it.</param>
    /// <param name="parts">Takes one part at a time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task ReadAsync(BulkOperation operation, long offset, long? size, ChannelWriter<LoadPart> parts, CancellationToken cancellationToken)
    {
        try
        {
            await ReadPartsAsync(operation, offset, size, parts, cancellationToken);
            parts.Complete();
        }
        catch (Exception error)
        {
            parts.Complete(error);
        }
    }

    private async Task ReadPartsAsync(BulkOperation operation, long offset, long? size, ChannelWriter<LoadPart> parts, CancellationToken cancellationToken)
    {
        var (lines, broken, begin) = (new List<BulkLine>(PartLines), 0, offset);
        try
        {
            await foreach (var line in results.LinesAsync(operation, offset, cancellationToken))
            {
                if (!line.Ended && line.End < size)
                {
                    throw new ShopifyException(ShopifyErrorKind.Transient, "The result ended in the middle of a line.");
                }

                if (BulkLine.Parse(line.Content.Span) is { } read)
                {
                    lines.Add(read);
                }
                else
                {
                    broken++;
                }

                offset = line.End;
                if (lines.Count + broken == PartLines || offset - begin >= PartBytes)
                {
                    await parts.WriteAsync(new LoadPart(lines, broken, offset), cancellationToken);
                    (lines, broken, begin) = (new List<BulkLine>(PartLines), 0, offset);
                }
            }
        }
        finally
        {
            if (offset > begin && !cancellationToken.IsCancellationRequested)
            {
                await parts.WriteAsync(new LoadPart(lines, broken, offset), cancellationToken);
            }
        }

        if (offset < size)
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, "The result ended before its end.");
        }
    }
}
