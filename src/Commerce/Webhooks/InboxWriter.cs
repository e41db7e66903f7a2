using Commerce.Data;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Webhooks;

/// <summary>Writes deliveries of any stores into their inboxes: one round trip, one commit.</summary>
public sealed class InboxWriter(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>Deliveries of one statement.</summary>
    public const int Most = 256;

    /// <summary>Characters of their bodies together, after which no further one is added.</summary>
    public const int MostCharacters = 4 * 1024 * 1024;

    // The wall is entered for the stores concerned and for this transaction alone; the shops come from verified deliveries.
    private const string Enter =
        "select set_config('app.stores', coalesce((select string_agg(store_id::text, ',') from store_directory where shop_domain = any ($1)), ''), true)";

    // Entries and signals are one statement: whoever finds the signal finds the entries, and a repeated delivery writes neither.
    // In one order for all writers, so that two of them never wait for each other in a circle.
    private const string Keep =
        """
        with told as (
          select route.store_id, one.* from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) as one (shop, lawful, id, webhook_id, event_id, topic, api_version, triggered_at, body)
          join store_directory route on route.shop_domain = one.shop join stores on stores.id = route.store_id
          where route.active or one.lawful
        ), kept as (
          insert into webhook_inbox (store_id, id, webhook_id, event_id, topic, api_version, triggered_at, received_at, state, due_at, body)
          select store_id, id, webhook_id, event_id, topic, api_version, triggered_at, $10, $11, $10, body from told order by store_id, webhook_id
          on conflict (store_id, webhook_id) do nothing
          returning store_id, id
        ), signalled as (
          insert into webhook_signals (id, store_id, due_at) select distinct on (store_id) id, store_id, $10 from kept
        )
        select id, store_id from kept
        """;

    /// <summary>Keeps all of them or, with an exception, none, and tells each its store.</summary>
    public async Task WriteAsync(IReadOnlyList<Arrival> arrivals)
    {
        var now = time.GetUtcNow();
        var ids = arrivals.Select(_ => Guid.CreateVersion7(now)).ToArray();
        var kept = new Dictionary<Guid, Guid>();
        await using (var batch = Batch(arrivals, ids, now))
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                kept.Add(reader.GetGuid(0), reader.GetGuid(1));
            }
        }

        for (var place = 0; place < ids.Length; place++)
        {
            arrivals[place].Keep(kept.TryGetValue(ids[place], out var storeId) ? storeId : null);
        }
    }

    private NpgsqlBatch Batch(IReadOnlyList<Arrival> arrivals, Guid[] ids, DateTimeOffset now)
    {
        string[] Text(Func<Arrival, string> text) => [.. arrivals.Select(text)];
        var shops = Text(arrival => arrival.Headers.Shop.Value);
        var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Enter) { Parameters = { Value(shops.Distinct().ToArray()) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Keep)
        {
            Parameters =
            {
                Value(shops), Value(arrivals.Select(arrival => Compliance.Topics.Contains(arrival.Headers.Topic)).ToArray()), Value(ids),
                Value(Text(arrival => arrival.Headers.WebhookId)),
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = arrivals.Select(arrival => arrival.Headers.EventId).ToArray() },
                Value(Text(arrival => arrival.Headers.Topic)), Value(Text(arrival => arrival.Headers.ApiVersion)),
                Value(arrivals.Select(arrival => arrival.Headers.TriggeredAt ?? now).ToArray()), Value(Text(arrival => arrival.Body)),
                Value(now), Value(EnumText.Of(InboxState.Waiting)),
            },
        });
        return batch;
    }

    private static NpgsqlParameter Value(object value) => new() { Value = value };
}
