using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Operations;

/// <summary>
/// Rows that should have ended long ago, and the acts that help: send one on its way again, or end it with its credits
/// back. Both go through the row's own transition, so its history tells them and a row that moved meanwhile stays as it is.
/// </summary>
public sealed class StuckRows(AllStores stores, CommerceContext directory, StoreWork work, TimeProvider time)
{
    /// <summary>No row of ours takes this long when all is well; the longest provider needs 45 minutes.</summary>
    public static readonly TimeSpan HangsAfter = TimeSpan.FromHours(1);

    /// <summary>How long a lost answer is looked for before somebody should know.</summary>
    public static readonly TimeSpan UncertainAfter = TimeSpan.FromMinutes(10);

    /// <summary>At most so many, those that hang longest first.</summary>
    public async Task<IReadOnlyList<StuckRow>> ReadAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var busy = await directory.StoreDirectory.AsNoTracking().Where(route => route.Active && !route.Paused && route.BacklogDueAt != null)
            .Select(route => route.StoreId).ToListAsync(cancellationToken);
        var found = await stores.ReadAsync(busy, (context, _) => Hanging(context.Generations.AsNoTracking(), now).OrderBy(row => row.StartedAt).Take(most)
            .Select(row => new StuckRow(
                row.StoreId, row.Id, row.BatchId, context.Batches.Where(batch => batch.StoreId == row.StoreId && batch.Id == row.BatchId).Select(batch => batch.Name).First(), row.RowNumber, row.State,
                row.LeaseUntil > now ? StuckKind.Held : row.State == GenerationState.Uncertain ? StuckKind.Uncertain : row.DueAt > now ? StuckKind.Waiting : StuckKind.NotTaken,
                row.Provider, row.Attempt, row.StartedAt!.Value, row.ErrorMessage))
            .ToListAsync(cancellationToken));
        return [.. found.OrderBy(row => row.Since).ThenBy(row => row.Id).Take(most)];
    }

    /// <summary>Takes the row off whoever has it and makes it due now: a lane takes it up where its state says. False when it moved meanwhile.</summary>
    public Task<bool> SendAgainAsync(Guid storeId, Guid id, CancellationToken cancellationToken) => MoveAsync(
        storeId, id, (row, now) => new RowMove(row, row.State, "Sent on its way again by an operator") { DueAt = now, GivesBack = true }, cancellationToken);

    /// <summary>Ends the row as failed, its credits back in the same transaction. False when it moved meanwhile.</summary>
    public Task<bool> FailAsync(Guid storeId, Guid id, CancellationToken cancellationToken) => MoveAsync(
        storeId, id, (row, now) => new RowMove(row, GenerationState.Failed, "Stopped by an operator")
        {
            DueAt = null, GivesBack = true, EndedAt = now, Settles = EntryKind.Release, ErrorCode = "stopped-by-operator", ErrorMessage = "It hung too long and was stopped.",
        },
        cancellationToken);

    private static IQueryable<Generation> Hanging(IQueryable<Generation> rows, DateTimeOffset now) => rows.Where(row =>
        row.DueAt != null && row.DueAt < DateTimeOffset.MaxValue
        && (row.StartedAt <= now - HangsAfter || (row.State == GenerationState.Uncertain && row.StartedAt <= now - UncertainAfter)));

    private async Task<bool> MoveAsync(Guid storeId, Guid id, Func<Generation, DateTimeOffset, RowMove> move, CancellationToken cancellationToken)
    {
        var moved = await work.RunAsync(storeId, async services =>
        {
            var now = time.GetUtcNow();
            var row = await Hanging(services.GetRequiredService<CommerceContext>().Generations.AsNoTracking(), now).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
            return row is not null && (await services.GetRequiredService<Transitions>().WriteAsync([move(row, now)], cancellationToken)).Count == 1;
        });
        if (moved)
        {
            // A lane takes the row, or closes the batch whose last row this was.
            await work.RunAsync(storeId, async services =>
            {
                var wake = services.GetRequiredService<Wake>();
                await wake.MarkAsync(storeId, cancellationToken);
                await wake.NowAsync(storeId, cancellationToken);
            });
        }

        return moved;
    }
}
