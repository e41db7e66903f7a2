using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.BulkOperations;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue.Loads;

/// <summary>
/// Takes a load from step to step. What is written before each step is enough for any worker to go on from there, so the
/// process may die between any two lines; nobody waits in a thread while Shopify writes the export.
/// </summary>
public sealed class CatalogueLoads(
    CommerceContext context, StoreScope scope, ShopAccounts accounts, Shopify.BulkOperations.BulkOperations operations, LoadDownload download, LoadMerge merge, TimeProvider time)
{
    private const int MostAttempts = 3;
    private const int MostStalls = 8;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The load that has not ended, or null.</summary>
    public Task<CatalogueLoad?> OpenAsync(CancellationToken cancellationToken) => context.CatalogueLoads.SingleOrDefaultAsync(load => load.FinishedAt == null, cancellationToken);

    /// <summary>Puts a new load on record; nothing is asked of the shop yet.</summary>
    public async Task<CatalogueLoad> BeginAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var load = new CatalogueLoad { StoreId = scope.StoreId, Id = Guid.CreateVersion7(now), State = LoadState.Requested, RequestedAt = now, CreatedAt = now };
        context.CatalogueLoads.Add(load);
        await context.SaveChangesAsync(cancellationToken);
        return load;
    }

    /// <summary>Goes as far as it goes without waiting.</summary>
    /// <returns>When to look again; null when the load has finished.</returns>
    /// <exception cref="CatalogueLoadException">It has failed for good.</exception>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more; the load goes on after that.</exception>
    public async Task<DateTimeOffset?> AdvanceAsync(CatalogueLoad load, CancellationToken cancellationToken)
    {
        var access = await accounts.OpenAsync(cancellationToken);
        try
        {
            while (load.FinishedAt is null)
            {
                if (await StepAsync(load, access, cancellationToken) is { } later)
                {
                    return later;
                }
            }

            return null;
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.Transient or ShopifyErrorKind.Throttled or ShopifyErrorKind.NotFound)
        {
            return await StallAsync(load, error, cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind != ShopifyErrorKind.Unauthorized)
        {
            await EndAsync(load, LoadState.Failed, error.Message, cancellationToken);
            throw;
        }
    }

    private async Task<DateTimeOffset?> StepAsync(CatalogueLoad load, ShopAccess access, CancellationToken cancellationToken)
    {
        switch (load.State)
        {
            case LoadState.Requested:
                return await RequestAsync(load, access, cancellationToken);
            case LoadState.Running:
                return await LookAsync(load, access, cancellationToken);
            case LoadState.Downloading:
                await DownloadAsync(load, access, cancellationToken);
                return null;
            case LoadState.Downloaded when await merge.ApplyAsync(load, cancellationToken):
                return null;
            case LoadState.Downloaded:
                // The server lost the lines in a crash of its own; the shop's file is still there.
                await RestartDownloadAsync(load, cancellationToken);
                return null;
            default:
                await FinishAsync(load, cancellationToken);
                return null;
        }
    }

    // Checkpoint 1. The load is on record before Shopify hears of it, and its mark is in the query: a worker that died inside
    // the call, or never got the answer, finds the running export instead of starting a second one.
    private async Task<DateTimeOffset?> RequestAsync(CatalogueLoad load, ShopAccess access, CancellationToken cancellationToken)
    {
        try
        {
            var operation = await operations.FindAsync(access, load.Mark, cancellationToken) ?? await operations.StartCatalogueAsync(access, load.Mark, cancellationToken);
            (load.OperationId, load.State) = (operation.Id, LoadState.Running);
            await context.SaveChangesAsync(cancellationToken);
            return time.GetUtcNow() + ShortestPause;
        }
        catch (ShopifyException refusal) when (Shopify.BulkOperations.BulkOperations.IsFull(refusal))
        {
            return time.GetUtcNow() + LongestPause;
        }
    }

    private async Task<DateTimeOffset?> LookAsync(CatalogueLoad load, ShopAccess access, CancellationToken cancellationToken)
    {
        var operation = await operations.ReadAsync(access, load.OperationId!, cancellationToken);
        (load.ObjectCount, load.ProductCount, load.Stalls) = (operation?.ObjectCount ?? 0, operation?.RootObjectCount ?? 0, 0);
        await context.Stores.ExecuteUpdateAsync(store => store.SetProperty(row => row.SyncCount, (int)load.ProductCount), cancellationToken);
        switch (operation)
        {
            case { Going: true }:
                await context.SaveChangesAsync(cancellationToken);
                return time.GetUtcNow() + PauseAfter(time.GetUtcNow() - load.RequestedAt);
            case { Status: BulkStatus.Failed, ErrorCode: "ACCESS_DENIED" }:
                throw new ShopifyException(ShopifyErrorKind.AccessDenied, "The app may not read this shop's products. Open it in the Shopify admin and approve what it asks for.");
            case { Status: BulkStatus.Completed, Url: not null } or { Status: BulkStatus.Failed, PartialUrl: not null }:
                (load.State, load.IsPartial, load.FileSize, load.ProductCount) = (LoadState.Downloading, operation.Url is null, operation.FileSize, 0);
                await context.SaveChangesAsync(cancellationToken);
                return null;
            default:
                await AgainAsync(load, $"Shopify ended the export without a result ({operation?.Status.ToString() ?? "unknown"}).", cancellationToken);
                return null;
        }
    }

    private async Task DownloadAsync(CatalogueLoad load, ShopAccess access, CancellationToken cancellationToken)
    {
        // Checkpoint 2. Each look gives an address that is good now, so none is kept.
        var operation = await operations.ReadAsync(access, load.OperationId!, cancellationToken);
        if (operation is null or { Url: null, PartialUrl: null })
        {
            await AgainAsync(load, "Shopify no longer has the export.", cancellationToken);
            return;
        }

        await download.RunAsync(load, operation, cancellationToken);
        load.State = LoadState.Downloaded;
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task FinishAsync(CatalogueLoad load, CancellationToken cancellationToken)
    {
        if (load.IsPartial)
        {
            await AgainAsync(load, $"Shopify's export broke off after {load.ProductCount} products.", cancellationToken);
            return;
        }

        // Checkpoint 3. The load and the sync end together: a worker that dies here has ended neither or both.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await SyncRecord.DoneAsync(context, (int)load.ProductCount, load.RequestedAt, time.GetUtcNow(), cancellationToken);
        await EndAsync(load, LoadState.Finished, load.BrokenLines == 0 ? null : $"{load.BrokenLines} lines of the export could not be read.", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AgainAsync(CatalogueLoad load, string reason, CancellationToken cancellationToken)
    {
        if (load.Attempt == MostAttempts)
        {
            await EndAsync(load, LoadState.Failed, reason, cancellationToken);
            throw new CatalogueLoadException($"{reason} What came through is in your catalogue; try again later for the rest.");
        }

        await merge.ClearAsync(load, cancellationToken);
        load.Attempt++;
        (load.State, load.OperationId, load.RequestedAt, load.Message, load.IsPartial) = (LoadState.Requested, null, time.GetUtcNow(), reason, false);
        (load.FileSize, load.FileOffset, load.LineCount, load.BrokenLines, load.ProductCount, load.Stalls) = (null, 0, 0, 0, 0, 0);
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task RestartDownloadAsync(CatalogueLoad load, CancellationToken cancellationToken)
    {
        await merge.ClearAsync(load, cancellationToken);
        (load.State, load.FileOffset, load.LineCount, load.BrokenLines, load.ProductCount) = (LoadState.Downloading, 0, 0, 0, 0);
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task<DateTimeOffset?> StallAsync(CatalogueLoad load, ShopifyException error, CancellationToken cancellationToken)
    {
        if (++load.Stalls == MostStalls)
        {
            await EndAsync(load, LoadState.Failed, error.Message, cancellationToken);
            throw new CatalogueLoadException("The shop could not be reached. Try again in a minute.");
        }

        await context.SaveChangesAsync(cancellationToken);
        return time.GetUtcNow() + (error.RetryAfter ?? (ShortestPause * load.Stalls));
    }

    private async Task EndAsync(CatalogueLoad load, LoadState state, string? message, CancellationToken cancellationToken)
    {
        await merge.ClearAsync(load, cancellationToken);
        (load.State, load.Message, load.FinishedAt) = (state, message, time.GetUtcNow());
        await context.SaveChangesAsync(cancellationToken);
    }

    // A small shop is ready in seconds and a large one in hours: the longer it took so far, the less often we ask.
    private static TimeSpan PauseAfter(TimeSpan age) => age / 8 < ShortestPause ? ShortestPause : age / 8 > LongestPause ? LongestPause : age / 8;
}
