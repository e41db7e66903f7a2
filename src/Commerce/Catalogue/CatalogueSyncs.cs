using Commerce.Data;
using Commerce.Jobs;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>Asks for the catalogue to be read from the shop.</summary>
public sealed class CatalogueSyncs(CommerceContext context, StoreScope scope, StoreJobs jobs)
{
    /// <summary>Starts a sync; one that is under way goes on and no second one begins.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await context.Stores.Where(store => store.SyncState != SyncState.Running).ExecuteUpdateAsync(
            store => store.SetProperty(row => row.SyncState, SyncState.Queued).SetProperty(row => row.SyncCount, 0).SetProperty(row => row.SyncMessage, (string?)null),
            cancellationToken);
        await jobs.StartAsync<CatalogueSyncJob>(scope.StoreId, cancellationToken);
    }

    /// <summary>
    /// Gives a sync that waits its job again, for the page that shows it: a process that died between writing the one and
    /// scheduling the other, or that was stopped in the middle, leaves nobody waiting for ever.
    /// </summary>
    public Task EnsureAsync(Store store, CancellationToken cancellationToken) => store.SyncState == SyncState.Queued
        ? jobs.StartAsync<CatalogueSyncJob>(scope.StoreId, cancellationToken)
        : Task.CompletedTask;
}
