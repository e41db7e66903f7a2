using Commerce.Data;
using Commerce.Shopify.Signatures;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Webhooks;

/// <summary>
/// Takes verified deliveries in. One insert in the store's own table and nothing else, so that Shopify has its answer
/// however busy the job engine is; the effects come later.
/// </summary>
public sealed class WebhookInbox(CommerceContext context, StoreScope scope, WebhookTopics topics, TimeProvider time)
{
    /// <summary>
    /// Keeps a delivery, once however often it comes. Dropped without a word: topics nobody has an effect for, shops we do
    /// not know, and stores that have left, except for what the law demands of us even then.
    /// </summary>
    /// <param name="headers">Its headers, believed because the body was.</param>
    /// <param name="body">The payload as signed.</param>
    /// <returns>The store whose inbox has something new; null when there is nothing to do.</returns>
    public async Task<Guid?> TakeAsync(WebhookHeaders headers, string body, CancellationToken cancellationToken)
    {
        if (!topics.Knows(headers.Topic))
        {
            return null;
        }

        var route = await context.StoreDirectory.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ShopDomain == headers.Shop.Value, cancellationToken);
        if (route is null || (!route.Active && !Compliance.Topics.Contains(headers.Topic)))
        {
            return null;
        }

        scope.Enter(route.StoreId);
        return await KeepAsync(headers, body, cancellationToken) ? route.StoreId : null;
    }

    private async Task<bool> KeepAsync(WebhookHeaders headers, string body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // Entry and signal are one statement: whoever finds the signal finds the entry, and a repeated delivery writes neither.
        return await context.Database.ExecuteSqlAsync(
            $"""
            with kept as (
              insert into webhook_inbox (store_id, id, webhook_id, event_id, topic, api_version, triggered_at, received_at, state, due_at, body)
              select stores.id, {Guid.CreateVersion7(now)}, {headers.WebhookId}, {headers.EventId}, {headers.Topic}, {headers.ApiVersion},
                     {headers.TriggeredAt ?? now}, {now}, {EnumText.Of(InboxState.Waiting)}, {now}, {body}
              from stores where stores.id = {scope.StoreId}
              on conflict (store_id, webhook_id) do nothing
              returning store_id
            )
            insert into webhook_signals (id, store_id, due_at) select {Guid.CreateVersion7(now)}, kept.store_id, {now} from kept
            """,
            cancellationToken) == 1;
    }
}
