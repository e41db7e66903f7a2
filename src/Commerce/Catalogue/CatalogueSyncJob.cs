using Commerce.Brand;
using Commerce.Brand.Reading;
using Commerce.Catalogue.Loads;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Catalogue;

/// <summary>Reads a shop's products into the catalogue, and its website for the first time after that.</summary>
public sealed partial class CatalogueSyncJob(StoreWork work, StoreJobs jobs, ILogger<CatalogueSyncJob> logger) : StoreJob(work)
{
    protected override bool RestsWhilePaused => true;

    protected override async Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = services.GetRequiredService<CommerceContext>();
        try
        {
            // The engine runs a job again whose worker died at its very end; a sync that is done is not begun anew by that.
            if (await context.Stores.AnyAsync(store => store.SyncState == SyncState.Done, cancellationToken))
            {
                return;
            }

            if (await services.GetRequiredService<CatalogueSync>().RunAsync(cancellationToken) is { } later)
            {
                await jobs.StartAtAsync<CatalogueSyncJob>(storeId, later, cancellationToken);
                return;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // This process stops. The sync waits again and is started by the next page that shows it.
            await EndAsync(context, SyncState.Queued, null);
            throw;
        }
        catch (Exception error) when (StorePauses.ReasonOf(error) is not null)
        {
            // The store rests. The sync waits with it and goes on when the app is opened.
            await EndAsync(context, SyncState.Queued, null);
            throw;
        }
        catch (Exception error)
        {
            // A new attempt is the owner's click away and nothing was lost: what was read stays.
            Log.Failed(logger, storeId, error);
            await EndAsync(context, SyncState.Failed, WordsFor(error));
            return;
        }

        await ReadSiteAsync(services, cancellationToken);
    }

    private static string WordsFor(Exception error) => error switch
    {
        ShopifyException or CatalogueLoadException => error.Message,
        HttpRequestException => "The shop could not be reached. Try again in a minute.",
        _ => "Reading the catalogue failed on our side. Try again in a minute.",
    };

    private static Task EndAsync(CommerceContext context, SyncState state, string? message) => context.Stores.ExecuteUpdateAsync(
        store => store.SetProperty(row => row.SyncState, state).SetProperty(row => row.SyncMessage, message), CancellationToken.None);

    private static async Task ReadSiteAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<BrandReadings>().StartFirstAsync(cancellationToken);
        }
        catch (SiteReadException)
        {
            // The shop's site cannot be read; the catalogue is here all the same, and the brand page says what to do.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The catalogue of store {StoreId} could not be read")]
        public static partial void Failed(ILogger logger, Guid storeId, Exception error);
    }
}
