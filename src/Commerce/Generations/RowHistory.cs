using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>Writes what was done to one row by hand into its history. Joins the context's transaction.</summary>
public sealed class RowHistory(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>A line that changes no state.</summary>
    public Task AddAsync(Guid generationId, string detail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
            select store_id, time_ordered_id({now}), id, state, state, {detail}, {now} from generations where store_id = {scope.StoreId} and id = {generationId}
            """,
            cancellationToken);
    }
}
