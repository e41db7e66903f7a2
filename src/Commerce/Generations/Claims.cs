using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Generations;

/// <summary>Leases on rows. A lease is the right to change a row; it lapses when its owner shows no sign of life.</summary>
public sealed class Claims(CommerceContext context, StoreScope scope, IOptions<JobOptions> options, TimeProvider time)
{
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Takes the oldest due row that nobody holds. Rows that another worker is taking are skipped, never waited for.</summary>
    public async Task<Generation?> TakeAsync(string worker, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = await context.Database.SqlQuery<Guid>(
            $"""
            update generations set lease_owner = {worker}, lease_until = {now + Lease}
            where store_id = {scope.StoreId} and id = (
              select id from generations
              where store_id = {scope.StoreId} and due_at <= {now} and (lease_until is null or lease_until <= {now})
              order by due_at, id limit 1 for update skip locked)
            returning id
            """).ToListAsync(cancellationToken);
        return taken is [var id] ? await context.Generations.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken) : null;
    }

    /// <summary>Shows that the worker lives. False when the lease has gone to somebody else.</summary>
    public async Task<bool> ProlongAsync(Guid generationId, string worker, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Lease;
        return await context.Generations.Where(row => row.Id == generationId && row.LeaseOwner == worker)
            .ExecuteUpdateAsync(row => row.SetProperty(generation => generation.LeaseUntil, until), cancellationToken) == 1;
    }

    /// <summary>When some row can next be taken: its due time, or the end of the lease on it.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => context.Generations
        .Where(row => row.DueAt != null)
        .Select(row => row.LeaseUntil > row.DueAt ? row.LeaseUntil : row.DueAt)
        .MinAsync(cancellationToken);
}
