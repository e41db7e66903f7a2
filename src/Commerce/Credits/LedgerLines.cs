using System.Runtime.CompilerServices;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Credits;

/// <summary>Reads the ledger newest first, with the balance after each line and what the line is about.</summary>
public sealed class LedgerLines(CommerceContext context, StoreScope scope)
{
    // The order of posting: the time, then the id for lines of one moment. What was available after a line is the balance
    // now without all that was posted since, so the newest page reads the newest lines only.
    private const string Sql =
        """
        select line.id as "Id", line.kind as "KindName", line.amount as "Amount", line.available_change as "AvailableChange",
               line.held_change as "HeldChange", line.available_after as "AvailableAfter", line.held_after as "HeldAfter", line.note as "Note",
               line.created_at as "CreatedAt", line.batch_id as "BatchId", batch.name as "BatchName", row.product_id as "ProductId",
               product.title as "ProductTitle", row.style as "Style", line.actor as "Actor"
        from (
          select entry.*,
                 balance.available - coalesce(sum(entry.available_change) over newer, 0)::bigint as available_after,
                 balance.held - coalesce(sum(entry.held_change) over newer, 0)::bigint as held_after
          from entries entry join balances balance on balance.store_id = entry.store_id
          where entry.store_id = {0}
          window newer as (order by entry.created_at desc, entry.id desc rows between unbounded preceding and 1 preceding)
        ) line
        left join batches batch on batch.store_id = line.store_id and batch.id = line.batch_id
        left join generations row on row.store_id = line.store_id and row.id = line.generation_id
        left join products product on product.store_id = row.store_id and product.id = row.product_id
        where ({1}::text is null or line.kind = {1}) and ({2}::uuid is null or line.batch_id = {2}) and ({3}::uuid is null or row.product_id = {3})
          and ({4}::timestamptz is null or line.created_at >= {4}) and ({5}::timestamptz is null or line.created_at < {5})
          and ({6}::uuid is null or (line.created_at, line.id) < (select mark.created_at, mark.id from entries mark where mark.store_id = {0} and mark.id = {6}))
        order by line.created_at desc, line.id desc
        limit {7}::int
        """;

    /// <summary>At most <paramref name="limit"/> lines older than <paramref name="after"/>; null there starts at the newest.</summary>
    public Task<List<LedgerLine>> ReadAsync(LedgerFilter filter, Guid? after, int? limit, CancellationToken cancellationToken) =>
        Query(filter, after, limit).ToListAsync(cancellationToken);

    /// <inheritdoc cref="ReadAsync(LedgerFilter, Guid?, int?, CancellationToken)"/>
    public Task<List<LedgerLine>> ReadAsync(EntryKind? kind, Guid? batchId, Guid? after, int? limit, CancellationToken cancellationToken) =>
        ReadAsync(new LedgerFilter(kind, batchId), after, limit, cancellationToken);

    /// <summary>Every line, as they come from the database.</summary>
    public IAsyncEnumerable<LedgerLine> StreamAsync(LedgerFilter filter) => Query(filter, null, null).AsAsyncEnumerable();

    private IQueryable<LedgerLine> Query(LedgerFilter filter, Guid? after, int? limit) => context.Database.SqlQuery<LedgerLine>(FormattableStringFactory.Create(
        Sql, scope.StoreId, filter.Kind is { } only ? EnumText.Of(only) : null, filter.BatchId, filter.ProductId, filter.From, filter.Until, after, limit));
}
