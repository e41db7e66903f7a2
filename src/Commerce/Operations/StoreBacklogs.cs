using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Operations;

/// <summary>Tells what waits where. Asks the stores that have work, which the routes say, and nobody else.</summary>
public sealed class StoreBacklogs(CommerceContext directory, AllStores stores, TimeProvider time)
{
    /// <summary>Every queue, those that wait longest first.</summary>
    public async Task<IReadOnlyList<StoreBacklog>> ReadAsync(CancellationToken cancellationToken)
    {
        var busy = await directory.StoreDirectory.AsNoTracking().Where(route => route.Active && route.BacklogDueAt != null)
            .Select(route => route.StoreId).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var queues = await stores.ReadAsync(busy, (context, group) => context.Database.SqlQuery<StoreBacklog>(
            $"""
            select row.store_id as "StoreId", row.backlog as "BacklogName",
                   count(*) filter (where row.due_at <= {now} and (row.lease_until is null or row.lease_until <= {now}))::int as "Due",
                   count(*) filter (where row.lease_until > {now})::int as "Running",
                   count(*) filter (where row.due_at > {now} and row.due_at < 'infinity' and (row.lease_until is null or row.lease_until <= {now}))::int as "Waiting",
                   count(*) filter (where row.due_at = 'infinity')::int as "Parked",
                   count(*) filter (where row.attempt > 1)::int as "Retried",
                   min(greatest(row.due_at, row.created_at)) filter (where row.due_at <= {now} and (row.lease_until is null or row.lease_until <= {now})) as "OldestDue"
            from (
              select store_id, 'generations' as backlog, due_at, lease_until, attempt, created_at from generations where store_id = any({group}) and due_at is not null
              union all
              select store_id, 'publications', due_at, lease_until, attempt, created_at from publications where store_id = any({group}) and due_at is not null
              union all
              select store_id, 'signals', due_at, lease_until, attempt, created_at from signals where store_id = any({group}) and due_at is not null
            ) row
            group by row.store_id, row.backlog
            """).ToListAsync(cancellationToken));
        return [.. queues.OrderBy(queue => queue.OldestDue ?? DateTimeOffset.MaxValue).ThenBy(queue => queue.StoreId).ThenBy(queue => queue.BacklogName)];
    }
}
