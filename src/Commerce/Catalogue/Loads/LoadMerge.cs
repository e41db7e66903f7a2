using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue.Loads;

/// <summary>The lines of a load: merged into the catalogue in one transaction, then thrown away.</summary>
public sealed class LoadMerge(CommerceContext context, StoreScope scope, CatalogueMerge merge)
{
    /// <summary>Whether every line that was downloaded is still there.</summary>
    public async Task<bool> IsWholeAsync(CatalogueLoad load, CancellationToken cancellationToken) =>
        await context.CatalogueLines.LongCountAsync(line => line.LoadId == load.Id, cancellationToken) == load.LineCount;

    /// <summary>Merges them. The load's new state commits with the catalogue: after a crash it is done again or done.</summary>
    public async Task ApplyAsync(CatalogueLoad load, CancellationToken cancellationToken)
    {
        // A line nobody could read may have been any product's picture, so nothing is taken for gone then.
        var complete = load is { IsPartial: false, BrokenLines: 0 };
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync(
            $"create temp table told on commit drop as select {ToldTable.Columns} from catalogue_lines where store_id = {{0}} and load_id = {{1}}", [scope.StoreId, load.Id], cancellationToken);
        await merge.ApplyAsync(load.RequestedAt, complete, cancellationToken);
        if (complete && load.ProductCount > 0)
        {
            await merge.RemoveUntoldAsync(load.RequestedAt, cancellationToken);
        }

        load.State = LoadState.Applied;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task ClearAsync(CatalogueLoad load, CancellationToken cancellationToken) =>
        context.CatalogueLines.Where(line => line.LoadId == load.Id).ExecuteDeleteAsync(cancellationToken);
}
