using System.Linq.Expressions;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>A row that does not go on by itself as it should.</summary>
/// <param name="Since">Since when nothing has happened to it.</param>
public sealed record StuckRow(
    Guid Id, Guid BatchId, int RowNumber, GenerationState State, StuckReason Reason, DateTimeOffset Since, int Attempt, string Provider, string? TaskId, string? Message);

public enum StuckReason
{
    /// <summary>Whoever held it has shown no sign of life for long, and nobody has taken it over.</summary>
    LeaseLapsed,

    /// <summary>It has been due for long and nobody has taken it.</summary>
    Overdue,

    /// <summary>The provider's answer to its order was lost.</summary>
    Uncertain,

    /// <summary>Its provider has been at it for very long.</summary>
    LongAtProvider,
}

/// <summary>Finds one store's stuck rows and does the one thing that helps. For operators, inside the store's scope.</summary>
public sealed class StuckRows(CommerceContext context, StoreScope scope, Transitions transitions, RowHistory history, Wake wake, TimeProvider time)
{
    private static readonly TimeSpan Lapsed = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Long = TimeSpan.FromHours(3);

    /// <summary>At most <paramref name="limit"/> rows, the oldest first.</summary>
    public async Task<IReadOnlyList<StuckRow>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await context.Generations.AsNoTracking().Where(IsStuck(now)).OrderBy(row => row.StartedAt ?? row.CreatedAt).Take(limit).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new StuckRow(
            row.Id, row.BatchId, row.RowNumber, row.State, ReasonOf(row, now), row.LeaseUntil ?? row.StartedAt ?? row.CreatedAt, row.Attempt, row.Provider, row.TaskId, row.ErrorMessage))];
    }

    /// <summary>Takes the row from whoever held it and has it looked at now. A worker that is still at it after all writes no more.</summary>
    /// <returns>False when it has ended meanwhile.</returns>
    public async Task<bool> ReleaseAsync(Guid id, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var released = await context.Generations.Where(row => row.Id == id && row.DueAt != null).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.LeaseOwner, (string?)null).SetProperty(one => one.LeaseUntil, (DateTimeOffset?)null).SetProperty(one => one.DueAt, now),
            cancellationToken);
        if (released == 0)
        {
            return false;
        }

        await history.AddAsync(id, $"Released by {by}", cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return true;
    }

    /// <summary>Ends the row as failed and gives its credits back.</summary>
    /// <returns>False when it has ended, or moved on, meanwhile.</returns>
    public async Task<bool> FailAsync(Guid id, string by, CancellationToken cancellationToken)
    {
        var row = await context.Generations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.DueAt != null, cancellationToken);
        if (row is null)
        {
            return false;
        }

        var move = new RowMove(row, GenerationState.Failed, $"Ended by {by}")
        {
            DueAt = null, GivesBack = true, EndedAt = time.GetUtcNow(), Settles = EntryKind.Release, ErrorCode = "operator",
            ErrorMessage = "It was stuck and was ended by hand. Its credits came back.",
        };
        return (await transitions.WriteAsync([move], cancellationToken)).Count == 1;
    }

    private static Expression<Func<Generation, bool>> IsStuck(DateTimeOffset now)
    {
        var (lapsed, late, longAgo) = (now - Lapsed, now - Late, now - Long);
        return row => row.DueAt != null && (
            row.LeaseUntil < lapsed
            || row.State == GenerationState.Uncertain
            || (row.LeaseUntil == null && row.DueAt < late && row.CreatedAt < late)
            || (row.State == GenerationState.Waiting && row.StartedAt < longAgo));
    }

    private static StuckReason ReasonOf(Generation row, DateTimeOffset now)
    {
        if (row.State == GenerationState.Uncertain)
        {
            return StuckReason.Uncertain;
        }

        if (row.LeaseUntil < now - Lapsed)
        {
            return StuckReason.LeaseLapsed;
        }

        return row.State == GenerationState.Waiting && row.StartedAt < now - Long ? StuckReason.LongAtProvider : StuckReason.Overdue;
    }
}
