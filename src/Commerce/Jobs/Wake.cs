using Commerce.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commerce.Jobs;

/// <summary>Tells the lanes of every process that a store has rows due now.</summary>
public sealed class Wake(CommerceContext context, NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>The channel on which lanes are woken.</summary>
    public const string Channel = "commerce_wake";

    /// <summary>Call inside the transaction that makes rows due: the mark commits with them and the sweep finds it.</summary>
    public Task MarkAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.StoreDirectory.Where(route => route.StoreId == storeId)
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.BacklogDueAt, now), cancellationToken);
    }

    /// <summary>
    /// Call after the commit, so that lanes need not wait for the sweep. Never inside a row's transaction: NOTIFY there would
    /// make all commits queue behind one lock.
    /// </summary>
    public async Task NowAsync(Guid storeId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select pg_notify($1, $2)");
        command.Parameters.Add(new() { Value = Channel });
        command.Parameters.Add(new() { Value = $"{storeId}" });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
