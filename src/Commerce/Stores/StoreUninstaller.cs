using Commerce.Batches;
using Commerce.Brand;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Publishing;
using Commerce.Tenancy;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Stores;

/// <summary>
/// Takes a store out of service: access dropped, work ended with its credits back, nothing scheduled any more. Its rows
/// stay for a while, for a shop that comes back finds everything as it was. Every part may be done twice.
/// </summary>
public sealed class StoreUninstaller(
    CommerceContext context, StoreScope scope, GenerationStopping generations, BatchClosing batches, StoreJobs jobs, TimeProvider time)
{
    private const string Reason = "The app was uninstalled.";

    /// <param name="at">When the shop left, by Shopify's clock.</param>
    /// <param name="known">When it was known that our access is over, by our clock.</param>
    /// <returns>False when the shop has come back meanwhile; nothing was changed then.</returns>
    public async Task<bool> UninstallAsync(DateTimeOffset at, DateTimeOffset known, CancellationToken cancellationToken)
    {
        if (!await LeaveAsync(at, known, cancellationToken))
        {
            return false;
        }

        await generations.StopAllAsync(Reason, cancellationToken);
        await batches.CloseFinishedAsync(cancellationToken);
        await jobs.RemoveAsync(scope.StoreId, except: nameof(WebhookJob), cancellationToken);
        return true;
    }

    private async Task<bool> LeaveAsync(DateTimeOffset at, DateTimeOffset known, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The same lock that an install takes: the two follow each other, and the later one sees what the earlier did.
        await context.Database.ExecuteSqlAsync($"select 1 from store_directory where store_id = {scope.StoreId} for update", cancellationToken);
        if (await context.Stores.AnyAsync(store => store.InstalledAt > known, cancellationToken))
        {
            return false;
        }

        await context.StoreDirectory.Where(route => route.StoreId == scope.StoreId)
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.Active, false).SetProperty(row => row.BacklogDueAt, (DateTimeOffset?)null), cancellationToken);
        await context.StoreTokens.ExecuteDeleteAsync(cancellationToken);
        await context.Stores.ExecuteUpdateAsync(
            store => store.SetProperty(row => row.Status, StoreStatus.Uninstalled).SetProperty(row => row.StatusReason, Reason)
                .SetProperty(row => row.UninstalledAt, row => row.Status == StoreStatus.Uninstalled ? row.UninstalledAt : at)
                .SetProperty(row => row.SyncState, row => row.SyncState == SyncState.Done ? SyncState.Done : SyncState.Never),
            cancellationToken);
        await EndPublicationsAsync(cancellationToken);
        await context.Batches.Where(batch => batch.State == BatchState.Running || batch.State == BatchState.Paused || batch.State == BatchState.Scheduled)
            .ExecuteUpdateAsync(batch => batch.SetProperty(row => row.State, BatchState.Cancelling).SetProperty(row => row.CancelRequestedAt, time.GetUtcNow()), cancellationToken);
        await context.BrandReadings.Where(reading => reading.State == ReadingState.Queued || reading.State == ReadingState.Running)
            .ExecuteUpdateAsync(reading => reading.SetProperty(row => row.State, ReadingState.Failed).SetProperty(row => row.Message, Reason), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Without access nothing can be placed or taken back. A worker in the middle of one loses its lease and writes no more;
    // what had begun keeps its snapshot, so that it can be taken back when the shop returns.
    private Task<int> EndPublicationsAsync(CancellationToken cancellationToken) => context.Publications.Where(publication => publication.DueAt != null).ExecuteUpdateAsync(
        publication => publication
            .SetProperty(row => row.State, row => row.State == PublicationState.Reverting ? PublicationState.RevertFailed : PublicationState.Failed)
            .SetProperty(row => row.Message, Reason).SetProperty(row => row.DueAt, (DateTimeOffset?)null)
            .SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
        cancellationToken);
}
