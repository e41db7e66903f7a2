using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

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
            return moves.Any(move => move.To == GenerationState.Queued) ? await WriteLockedAsync(moves, cancellationToken) : await WriteOpenAsync(moves, cancellationToken);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    // A row that goes back into the queue must not slip past a pause that is just being written, so its batch is held still.
    private async Task<HashSet<Guid>> WriteLockedAsync(IReadOnlyList<RowMove> moves, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var batches = moves.Select(move => move.Row.BatchId).Distinct().ToArray();
        await context.Database.ExecuteSqlAsync($"select 1 from batches where store_id = {scope.StoreId} and id = any({batches}) order by id for share", cancellationToken);
        var moved = await WriteOpenAsync(moves, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    // One statement is one transaction.
    private async Task<HashSet<Guid>> WriteOpenAsync(IReadOnlyList<RowMove> moves, CancellationToken cancellationToken)
    {
        await using var command = await PreparedStatement.OfAsync(context, MoveStatement.Sql, MoveStatement.Parameters(scope.StoreId, moves, time.GetUtcNow()), cancellationToken);
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
