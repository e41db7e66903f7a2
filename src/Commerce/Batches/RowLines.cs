using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>
/// Writes what was done to a batch's waiting rows: their due time and a line in each one's history, in one statement.
/// Only rows that no worker holds are touched. Joins the context's transaction.
/// </summary>
public sealed class RowLines(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <param name="dueAt">When they are due from now on; <see cref="DateTimeOffset.MaxValue"/> for not by themselves.</param>
    /// <param name="detail">The line, the same for all.</param>
    /// <returns>How many rows there were.</returns>
    public Task<int> MoveQueuedAsync(Guid batchId, DateTimeOffset dueAt, string detail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.Database.ExecuteSqlAsync(
            $"""
            with moved as (
              update generations set due_at = {dueAt}
              where store_id = {scope.StoreId} and batch_id = {batchId} and state = 'queued' and (lease_until is null or lease_until <= {now})
              returning id, row_number
            )
            insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
            select {scope.StoreId}, ordered_id({now}, row_number), id, 'queued', 'queued', {detail}, {now} from moved
            """,
            cancellationToken);
    }
}
