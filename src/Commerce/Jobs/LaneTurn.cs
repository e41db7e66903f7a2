using Commerce.Data;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Jobs;

/// <summary>
/// One lane's turn on one store's backlogs: a small group of rows of each, or, when none is due, the store's next due time.
/// Whose turn it is and which rows are taken is decided by the database, so any number of lanes in any number of processes
/// may run.
/// </summary>
public sealed class LaneTurn(IEnumerable<IBacklog> backlogs, NpgsqlDataSource source, StoreWork work, LaneBell bell, TimeProvider time)
{
    // Rows may be due and yet not to be had: another lane is just taking them, or their provider's places are full.
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The due store whose last turn is longest ago, and stamps this turn: round-robin between stores with work, and all
    /// turns to the one that is alone with it. A paused store has none; its due time stays, and whoever lets it go on wakes the lanes.
    /// </summary>
    /// <param name="except">Stores that have no turn now; null for none.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    /// <returns>Null when no store is due, or another lane is just being given the only one.</returns>
    public async Task<Guid?> TakeStoreAsync(IReadOnlyCollection<Guid>? except, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            update store_directory route set turn = nextval('lane_turns')
            where store_id = (
              select store_id from store_directory
              where active and not paused and backlog_due_at <= $1 and store_id <> all ($2)
              order by turn, store_id limit 1 for update skip locked)
            returning store_id
            """);
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = except?.ToArray() ?? [] });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <param name="worker">Names this turn; unique in the cluster, and so is the lease it takes.</param>
    public async Task RunAsync(Guid storeId, string worker, CancellationToken cancellationToken)
    {
        var advanced = false;
        foreach (var backlog in backlogs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            advanced |= await backlog.AdvanceNextAsync(storeId, worker, cancellationToken);
        }

        await (advanced ? KeepDueAsync(storeId, cancellationToken) : SettleAsync(storeId, cancellationToken));
    }

    // Another lane may have settled while this one worked, and so counted on the ends of this one's leases. Rows that have
    // ended or wait for an earlier time are found by whoever has the next turn, which is this lane unless others come first.
    private async Task KeepDueAsync(Guid storeId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("update store_directory set backlog_due_at = $2 where store_id = $1 and (backlog_due_at is null or backlog_due_at > $2)");
        command.Parameters.Add(new() { Value = storeId });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task SettleAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var marked = await work.RunAsync(storeId, services => Route(services, storeId).Select(route => route.BacklogDueAt).SingleOrDefaultAsync(cancellationToken));
        DateTimeOffset? next = null;
        foreach (var backlog in backlogs)
        {
            var due = await backlog.SettleAsync(storeId, cancellationToken);
            next = next is null || due < next ? due ?? next : next;
        }

        var soon = time.GetUtcNow() + Soon;
        next = next < soon ? soon : next;

        // Written after settling: a crash before this line leaves the old due time, and the sweep wakes a lane for the store again.
        // Rows that came due after settling looked have marked the store anew; that mark stays, whoever made it dies.
        await work.RunAsync(storeId, services => Route(services, storeId)
            .Where(route => route.BacklogDueAt == marked)
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.BacklogDueAt, next), cancellationToken));
        if (next is { } at)
        {
            bell.RingAt(at);
        }
    }

    private static IQueryable<StoreRoute> Route(IServiceProvider services, Guid storeId) =>
        services.GetRequiredService<CommerceContext>().StoreDirectory.Where(route => route.StoreId == storeId);
}
