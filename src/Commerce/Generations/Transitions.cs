using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commerce.Generations;

/// <summary>Writes changes of rows, many in one transaction: each guarded by the state before and by the lease.</summary>
public sealed class Transitions(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>
    /// Writes each row's new state together with its line of history, its asset and its part of the ledger, or nothing of
    /// it. Rows that are not in the expected state, or not ours any more, are left as they are and keep nobody up.
    /// </summary>
    /// <returns>The rows that were written.</returns>
    public async Task<HashSet<Guid>> WriteAsync(IReadOnlyList<RowMove> moves, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var connection = (NpgsqlConnection)context.Database.GetDbConnection();
            return moves.Any(move => move.To == GenerationState.Queued)
                ? await WriteLockedAsync(connection, moves, cancellationToken)
                : await WriteAsync(connection, moves, cancellationToken);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    // A row that goes back into the queue must not slip past a pause that is just being written, so its batch is held still.
    private async Task<HashSet<Guid>> WriteLockedAsync(NpgsqlConnection connection, IReadOnlyList<RowMove> moves, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var held = new NpgsqlCommand("select 1 from batches where store_id = $1 and id = any($2) order by id for share", connection, transaction))
        {
            held.Parameters.Add(new() { Value = scope.StoreId });
            held.Parameters.Add(new() { Value = moves.Select(move => move.Row.BatchId).Distinct().ToArray() });
            await held.ExecuteNonQueryAsync(cancellationToken);
        }

        var moved = await WriteAsync(connection, moves, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    // One statement is one transaction.
    private async Task<HashSet<Guid>> WriteAsync(NpgsqlConnection connection, IReadOnlyList<RowMove> moves, CancellationToken cancellationToken)
    {
        await using var command = MoveStatement.Of(connection, scope.StoreId, moves, time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var moved = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            moved.Add(reader.GetGuid(0));
        }

        foreach (var move in moves.Where(move => moved.Contains(move.Row.Id)))
        {
            move.Apply();
        }

        return moved;
    }
}
