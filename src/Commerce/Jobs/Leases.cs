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

    /// <summary>Shows that the worker lives. False when the lease has gone to somebody else.</summary>
    public async Task<bool> ProlongAsync(Backlog backlog, Guid id, string worker, CancellationToken cancellationToken) =>
        await context.Database.ExecuteSqlAsync(
            In(backlog, "update {table} set lease_until = {0} where store_id = {1} and id = {2} and lease_owner = {3}", time.GetUtcNow() + Length, scope.StoreId, id, worker),
            cancellationToken) == 1;

    /// <summary>When some row can next be taken: its due time, or the end of the lease on it.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(Backlog backlog, CancellationToken cancellationToken) =>
        await context.Database.SqlQuery<DateTimeOffset?>(
            In(backlog, "select min(greatest(due_at, lease_until)) as \"Value\" from {table} where store_id = {0} and due_at is not null", scope.StoreId))
            .SingleAsync(cancellationToken);

    // The table's name is one of ours, never a caller's text; everything else is a parameter.
    private static FormattableString In(Backlog backlog, string sql, params object[] arguments) =>
        FormattableStringFactory.Create(sql.Replace("{table}", EnumText.Of(backlog), StringComparison.Ordinal), arguments);
}
