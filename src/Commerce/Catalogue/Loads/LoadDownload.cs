using System.Threading.Channels;
using Commerce.Data;
using Commerce.Shopify.BulkOperations;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue.Loads;

/// <summary>Brings an export's lines into our database, some thousand at a time; memory does not grow with the export.</summary>
public sealed class LoadDownload(CommerceContext context, StoreScope scope, LoadReader reader, ToldTable told)
{
    /// <summary>Reads on from where the load stands to the end.</summary>
    /// <exception cref="Shopify.Admin.ShopifyException">It broke off; what came through is kept, and the load says from where to go on.</exception>
    public async Task RunAsync(CatalogueLoad load, BulkOperation operation, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parts = Channel.CreateBounded<LoadPart>(1);
        var (offset, size) = (load.FileOffset, load.FileSize);
        var reading = Task.Run(() => reader.ReadAsync(operation, offset, size, parts.Writer, stop.Token), cancellationToken);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(cancellationToken))
            {
                await KeepAsync(load, part, cancellationToken);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    // Lines and the place behind them are one transaction: a restart neither loses a line nor takes one twice. A second worker
    // that takes itself for the owner fails on the first line's number.
    private async Task KeepAsync(CatalogueLoad load, LoadPart part, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await using (var rows = await told.OpenAsync(load.LineCount + 1, cancellationToken))
        {
            foreach (var line in part.Lines)
            {
                await rows.AddAsync(line, cancellationToken);
            }

            await rows.CompleteAsync(cancellationToken);
        }

        await context.Database.ExecuteSqlRawAsync(
            $"insert into catalogue_lines (store_id, load_id, {ToldTable.Columns}) select {{0}}, {{1}}, {ToldTable.Columns} from told", [scope.StoreId, load.Id], cancellationToken);
        (load.FileOffset, load.Stalls) = (part.End, 0);
        load.LineCount += part.Lines.Count;
        load.BrokenLines += part.Broken;
        load.ProductCount += part.Lines.Count(line => line is BulkProduct);
        await context.SaveChangesAsync(cancellationToken);
        await context.Stores.ExecuteUpdateAsync(store => store.SetProperty(row => row.SyncCount, (int)load.ProductCount), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
