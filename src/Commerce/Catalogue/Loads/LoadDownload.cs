using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.BulkOperations;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue.Loads;

/// <summary>Brings an export's lines into our database, some thousand at a time; memory does not grow with the export.</summary>
public sealed class LoadDownload(CommerceContext context, StoreScope scope, BulkResults results, ToldTable told)
{
    private const int PartLines = 20_000;
    private const long PartBytes = 16 * 1024 * 1024;

    /// <summary>Reads on from where the load stands to the end.</summary>
    /// <exception cref="ShopifyException">It broke off; what came through is kept, and the load says from where to go on.</exception>
    public async Task RunAsync(CatalogueLoad load, BulkOperation operation, CancellationToken cancellationToken)
    {
        await using var lines = results.LinesAsync(operation, load.FileOffset, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await KeepPartAsync(load, lines, cancellationToken))
        {
        }

        if (load.FileOffset < load.FileSize)
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, "The result ended before its end.");
        }
    }

    // Lines and the place behind them are one transaction: a restart neither loses a line nor takes one twice. A second worker
    // that takes itself for the owner fails on the first line's number.
    private async Task<bool> KeepPartAsync(CatalogueLoad load, IAsyncEnumerator<JsonLine> lines, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        ShopifyException? broken = null;
        var more = false;
        await using (var rows = await told.OpenAsync(load.LineCount + 1, cancellationToken))
        {
            try
            {
                more = await TakeAsync(load, lines, rows, cancellationToken);
            }
            catch (ShopifyException error)
            {
                // What came through before the break stays.
                broken = error;
            }

            await rows.CompleteAsync(cancellationToken);
        }

        await context.Database.ExecuteSqlRawAsync(
            $"insert into catalogue_lines (store_id, load_id, {ToldTable.Columns}) select {{0}}, {{1}}, {ToldTable.Columns} from told", [scope.StoreId, load.Id], cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await context.Stores.ExecuteUpdateAsync(store => store.SetProperty(row => row.SyncCount, (int)load.ProductCount), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return broken is null ? more : throw broken;
    }

    private static async Task<bool> TakeAsync(CatalogueLoad load, IAsyncEnumerator<JsonLine> lines, ToldRows rows, CancellationToken cancellationToken)
    {
        var (begin, taken) = (load.FileOffset, 0);
        while (await lines.MoveNextAsync())
        {
            var line = lines.Current;
            if (!line.Ended && line.End < load.FileSize)
            {
                throw new ShopifyException(ShopifyErrorKind.Transient, "The result ended in the middle of a line.");
            }

            if (BulkLine.Parse(line.Content.Span) is { } read)
            {
                await rows.AddAsync(read, cancellationToken);
                load.LineCount++;
                load.ProductCount += read is BulkProduct ? 1 : 0;
            }
            else
            {
                load.BrokenLines++;
            }

            (load.FileOffset, load.Stalls) = (line.End, 0);
            if (++taken == PartLines || line.End - begin >= PartBytes)
            {
                return true;
            }
        }

        return false;
    }
}
