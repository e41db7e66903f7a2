using Commerce.Data;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Retention;

/// <summary>
/// Removes all we have of a store that has left: rows of every table, objects, jobs and the engine's memory of them. May
/// die anywhere and be called again; it ends only when it has looked and found nothing.
/// </summary>
public sealed class StoreErasure(CommerceContext context, StoreScope scope, IObjectStore objects, StoreJobs jobs, TimeProvider time)
{
    private const int Rows = 5000;
    private const int Objects = 500;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    /// <returns>False when something is left, such as a job that still runs: call again in a while.</returns>
    public async Task<bool> RunAsync(Guid requestId, CancellationToken cancellationToken)
    {
        var request = await context.ComplianceRequests.SingleAsync(row => row.Id == requestId, cancellationToken);
        if (!await DetachAsync(request, cancellationToken))
        {
            await FinishAsync(request, ShopRedactEffect.Returned, cancellationToken);
            return true;
        }

        await CountAsync(request, "jobs", await jobs.RemoveAsync(scope.StoreId, except: null, cancellationToken), cancellationToken);
        if (await LanesWorkAsync(cancellationToken) || !await jobs.ForgetAsync(scope.StoreId, cancellationToken))
        {
            return false;
        }

        await EraseObjectsAsync(request, cancellationToken);
        await EraseRowsAsync(request, cancellationToken);
        if (await AnythingLeftAsync(cancellationToken))
        {
            return false;
        }

        await FinishAsync(request, "Erased.", cancellationToken);
        return true;
    }

    private string Folder => $"stores/{scope.StoreId}/";

    // A lane takes no turn for a store that has left, and every process tells every few seconds whom its lanes work for: one
    // that took its turn before is known here long before the erasure, which comes days later.
    private Task<bool> LanesWorkAsync(CancellationToken cancellationToken)
    {
        var alive = time.GetUtcNow() - LongestSilence;
        return context.Workers.AnyAsync(worker => worker.SeenAt > alive && worker.Stores.Contains(scope.StoreId), cancellationToken);
    }

    // The shop's name is taken off the store before anything goes: a shop that installs again from here on gets a store of
    // its own, which nothing below can reach. Whoever comes first, the install or this, has the lock; the other one sees it.
    private async Task<bool> DetachAsync(ComplianceRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from store_directory where store_id = {scope.StoreId} for update", cancellationToken);
        var store = await context.Stores.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (store is null)
        {
            return true;
        }

        if (store.Status != StoreStatus.Uninstalled || store.InstalledAt > request.TriggeredAt)
        {
            return false;
        }

        await EraseAsync("store_directory", cancellationToken);
        await context.Database.ExecuteSqlAsync($"delete from alerts where subject = {scope.StoreId.ToString()}", cancellationToken);
        await context.LimitChanges.Where(change => change.Shop == store.ShopDomain).ExecuteDeleteAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"update stores set shop_domain = id::text, name = '', site_url = null where id = {scope.StoreId}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task EraseObjectsAsync(ComplianceRequest request, CancellationToken cancellationToken)
    {
        // Named first and removed after: a folder is not changed while it is read.
        foreach (var keys in (await KeysAsync(cancellationToken)).Chunk(Objects))
        {
            foreach (var key in keys)
            {
                await objects.DeleteAsync(key, cancellationToken);
            }

            await CountAsync(request, "objects", keys.Length, cancellationToken);
        }
    }

    private async Task EraseRowsAsync(ComplianceRequest request, CancellationToken cancellationToken)
    {
        if (!await context.Stores.AnyAsync(cancellationToken))
        {
            return;
        }

        foreach (var table in await TenantTables.ListAsync(context, cancellationToken))
        {
            for (long erased = Rows; erased == Rows;)
            {
                // Rows and their count go in one transaction, so that the report is right wherever this dies.
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                erased = await EraseAsync(table, cancellationToken);
                await CountAsync(request, table, erased, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
    }

    private Task<long> EraseAsync(string table, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<long>($"""select erase_rows({table}::regclass, {scope.StoreId}, {Rows}) as "Value" """).SingleAsync(cancellationToken);

    private async Task<bool> AnythingLeftAsync(CancellationToken cancellationToken)
    {
        // The last row to go is the store's own, and no row of the others can be written without it.
        return await context.Stores.AnyAsync(cancellationToken)
            || await context.WebhookSignals.AnyAsync(signal => signal.StoreId == scope.StoreId, cancellationToken)
            || await jobs.RemoveAsync(scope.StoreId, except: null, cancellationToken) > 0
            || (await KeysAsync(cancellationToken)).Count > 0;
    }

    private async Task<List<string>> KeysAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var key in objects.ListAsync(Folder, cancellationToken))
        {
            keys.Add(key);
        }

        return keys;
    }

    private async Task CountAsync(ComplianceRequest request, string kind, long count, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return;
        }

        request.Counts = new Dictionary<string, long>(request.Counts ?? []) { [kind] = (request.Counts?.GetValueOrDefault(kind) ?? 0) + count };
        await context.SaveChangesAsync(cancellationToken);
    }

    private Task FinishAsync(ComplianceRequest request, string outcome, CancellationToken cancellationToken)
    {
        (request.Outcome, request.FinishedAt, request.SubjectId) = (outcome, time.GetUtcNow(), null);
        return context.SaveChangesAsync(cancellationToken);
    }
}
