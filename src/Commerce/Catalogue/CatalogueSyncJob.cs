using Commerce.Data;
using Commerce.Jobs;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Catalogue;

/// <summary>Reads a shop's products into the catalogue.</summary>
public sealed class CatalogueSyncJob(StoreWork work) : StoreJob(work)
{
    protected override async Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = services.GetRequiredService<CommerceContext>();
        try
        {
            await services.GetRequiredService<CatalogueSync>().RunAsync(cancellationToken);
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException or HttpRequestException)
        {
            // A new attempt is the owner's click away and nothing was lost: what was read stays.
            var message = error is HttpRequestException ? "The shop could not be reached. Try again in a minute." : error.Message;
            await context.Stores.ExecuteUpdateAsync(
                store => store.SetProperty(row => row.SyncState, SyncState.Failed).SetProperty(row => row.SyncMessage, message), cancellationToken);
        }
    }
}
