using Commerce.Batches.Sheets.Checking;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets;

/// <summary>Has a sheet's rows checked with a mapping, which is chosen again for the same headings from then on.</summary>
public sealed class SheetChecks(CommerceContext context, StoreScope scope, StoreJobs jobs, TimeProvider time)
{
    /// <summary>Begins the check anew. False when there is no such sheet, or a batch was made of it: then its rows stay as they are.</summary>
    public async Task<bool> StartAsync(Guid id, SheetMapping mapping, CancellationToken cancellationToken)
    {
        if (await context.Sheets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.DraftId == null, cancellationToken) is not { } sheet)
            return false;
        var (now, columns) = (time.GetUtcNow(), mapping.Within(sheet.Headings.Length));
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The one statement that decides: who goes on with the rows at this moment keeps them, or finds none that are checked.
        var begun = await context.Sheets.Where(row => row.Id == id && row.DraftId == null && row.ObjectKey == sheet.ObjectKey).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, SheetState.Queued).SetProperty(one => one.Mapping, columns).SetProperty(one => one.UpdatedAt, now)
                .SetProperty(one => one.LinesRead, 0).SetProperty(one => one.GoodCount, 0).SetProperty(one => one.BadCount, 0)
                .SetProperty(one => one.Message, (string?)null).SetProperty(one => one.CheckedAt, (DateTimeOffset?)null),
            cancellationToken);
        if (begun == 0)
            return false;
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into sheet_mappings (store_id, fingerprint, columns, updated_at) values ({scope.StoreId}, {SheetLayouts.Fingerprint(sheet.Headings)}, {JsonColumn.Write(columns)}::jsonb, {now})
            on conflict (store_id, fingerprint) do update set columns = excluded.columns, updated_at = excluded.updated_at
            """,
            cancellationToken);
        await context.SheetErrors.Where(error => error.SheetId == id).ExecuteDeleteAsync(cancellationToken);
        await context.SheetRows.Where(row => row.SheetId == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await jobs.StartAsync<SheetCheckJob>(scope.StoreId, cancellationToken);
        return true;
    }

    /// <summary>Gives a check that waits its job again, for the page that shows it: no process that died leaves anybody waiting for ever.</summary>
    public Task EnsureAsync(Sheet sheet, CancellationToken cancellationToken) =>
        sheet.Active ? jobs.StartAsync<SheetCheckJob>(scope.StoreId, cancellationToken) : Task.CompletedTask;
}
