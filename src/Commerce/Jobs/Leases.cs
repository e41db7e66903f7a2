using System.Runtime.CompilerServices;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Jobs;

/// <summary>
/// Leases on the rows of a backlog table. A lease is the right to change a row; it lapses when its owner shows no sign of
/// life. Rows that another worker is taking are skipped, never waited for.
/// </summary>
public sealed class Leases(CommerceContext context, StoreScope scope, IOptions<JobOptions> options, TimeProvider time)
{
    public TimeSpan Length { get; } = TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Takes the oldest due row that nobody holds, and returns its id.</summary>
    public async Task<Guid?> TakeAsync(Backlog backlog, string worker, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = await context.Database.SqlQuery<Guid>(In(
            backlog,
            $$"""
            update {table} set lease_owner = {0}, lease_until = {1}
            where store_id = {2} and id = (
              select id from {table}
              where store_id = {2} and due_at <= {3} and (lease_until is null or lease_until <= {3})
              order by due_at, id limit 1 for update skip locked)
            returning id
            """,
            worker, now + Length, scope.StoreId, now)).ToListAsync(cancellationToken);
        return taken is [var id] ? id : null;
    }

    /// <summary>Shows that the worker lives.</summary>
    /// <returns>The rows that are still its own; a lease on any other has gone to somebody else.</returns>
    public async Task<HashSet<Guid>> ProlongAsync(Backlog backlog, IReadOnlyCollection<Guid> ids, string worker, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var kept = await context.Database.SqlQuery<Guid>(In(
            backlog, "update {table} set lease_until = {0} where store_id = {1} and id = any({2}) and lease_owner = {3} returning id",
            now + Length, scope.StoreId, ids.ToArray(), worker)).ToListAsync(cancellationToken);

        // A limited place is kept as long as the lease of the row that stands in it.
        var until = now + (2 * Length);
        await context.WorkPlaces.Where(place => kept.Contains(place.GenerationId))
            .ExecuteUpdateAsync(place => place.SetProperty(row => row.Until, until), cancellationToken);
        return [.. kept];
    }

    /// <summary>Gives rows that have not ended to whoever comes next, at once instead of when the lease lapses.</summary>
    public Task GiveBackAsync(Backlog backlog, IReadOnlyCollection<Guid> ids, string worker, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            In(
                backlog, "update {table} set lease_owner = null, lease_until = null where store_id = {0} and id = any({1}) and lease_owner = {2}",
                scope.StoreId, ids.ToArray(), worker),
            cancellationToken);

    /// <summary>When some row can next be taken: its due time, or the end of the lease on it. Null when none ever can, as things are.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(Backlog backlog, CancellationToken cancellationToken) =>
        await context.Database.SqlQuery<DateTimeOffset?>(In(
            backlog,
            // A leased row was due when it was taken, so only due rows are looked through for the end of a lease.
            """
            select least(
              (select due_at from {table} where store_id = {0} and due_at < 'infinity' and lease_until is null order by due_at limit 1),
              (select min(greatest(due_at, lease_until)) from {table} where store_id = {0} and due_at <= {1} and lease_until is not null)) as "Value"
            """,
            scope.StoreId, time.GetUtcNow())).SingleAsync(cancellationToken);

    // The table's name is one of ours, never a caller's text; everything else is a parameter.
    private static FormattableString In(Backlog backlog, string sql, params object[] arguments) =>
        FormattableStringFactory.Create(sql.Replace("{table}", EnumText.Of(backlog), StringComparison.Ordinal), arguments);
}
