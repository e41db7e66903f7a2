using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue.Loads;

/// <summary>The lines of a load: merged into the catalogue in one transaction, then thrown away.</summary>
public sealed class LoadMerge(CommerceContext context, ToldTable told, CatalogueMerge merge)
{
    /// <summary>Merges them. The load's new state commits with the catalogue: after a crash it is done again or done.</summary>
    /// <returns>False when not every line that was downloaded is still there; nothing was merged then.</returns>
    public async Task<bool> ApplyAsync(CatalogueLoad load, CancellationToken cancellationToken)
    {
        // A line nobody could read may have been any product's picture, so nothing is taken for gone then.
        var complete = load is { IsPartial: false, BrokenLines: 0 };
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await told.FillAsync(load, cancellationToken) != load.LineCount)
        {
            return false;
        }

        if (await merge.ApplyAsync(load.RequestedAt, complete, cancellationToken) && complete && load.ProductCount > 0)
        {
            await merge.RemoveUntoldAsync(load.RequestedAt, cancellationToken);
        }

        load.State = LoadState.Applied;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public Task ClearAsync(CatalogueLoad load, CancellationToken cancellationToken) =>
        context.CatalogueLines.Where(line => line.LoadId == load.Id).ExecuteDeleteAsync(cancellationToken);
}
