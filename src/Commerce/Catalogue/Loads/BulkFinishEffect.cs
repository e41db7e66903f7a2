using Commerce.Data;
using Commerce.Jobs;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue.Loads;

/// <summary>Wakes the load whose export Shopify says has ended, so that it need not wait for its next look.</summary>
public sealed class BulkFinishEffect(CommerceContext context, StoreJobs jobs) : IWebhookEffect
{
    public IReadOnlyCollection<string> Topics { get; } = ["bulk_operations/finish"];

    public async Task ApplyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var operationId = delivery.Body.GetProperty("admin_graphql_api_id").GetString();
        if (await context.CatalogueLoads.AnyAsync(load => load.OperationId == operationId && load.State == LoadState.Running, cancellationToken))
        {
            await jobs.StartAsync<CatalogueSyncJob>(delivery.StoreId, cancellationToken);
        }
    }
}
