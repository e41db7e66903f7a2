using Commerce.Credits;
using Commerce.Data;

namespace Commerce.Generations;

/// <summary>How a row's turn ends: delivered, failed, tried again, or waiting to be looked at later.</summary>
public sealed class Endings(Retries retries, TimeProvider time)
{
    // With a first wait of two seconds: questions are not more than about a minute apart.
    private const int LongestDoubling = 6;

    /// <summary>The row is done: asset, charge and state in one transaction.</summary>
    public async Task<bool> DeliverAsync(RowTurn turn)
    {
        await turn.Write(new RowMove(turn.Row, GenerationState.Done, turn.Row.Output?.Note is { } note ? $"Delivered. {note}" : "Delivered")
        {
            DueAt = null, GivesBack = true, EndedAt = time.GetUtcNow(), Settles = EntryKind.Capture, ErrorCode = null, ErrorMessage = null,
        });
        GenerationTelemetry.Count(turn.Row, "done");
        return false;
    }

    /// <summary>Checkpoint 6. The row ends without a result and its credits come back in one transaction.</summary>
    public async Task<bool> EndAsync(RowTurn turn, GenerationState state, string code, string message)
    {
        var words = Plain(message)!;
        await turn.Write(new RowMove(turn.Row, state, words)
        {
            DueAt = null, GivesBack = true, EndedAt = time.GetUtcNow(), Settles = EntryKind.Release,
            TaskId = Plain(turn.Row.TaskId), ErrorCode = code, ErrorMessage = words,
        });
        GenerationTelemetry.Count(turn.Row, EnumText.Of(state));
        return false;
    }

    /// <summary>Another attempt after a while, or the end when it cannot help. The hold stays with the row: trying again costs nothing more.</summary>
    public async Task<bool> AgainAsync(RowTurn turn, string code, string message, bool retryable, TimeSpan? after = null)
    {
        var row = turn.Row;
        var attempt = row.Attempt - row.EarlierAttempts;
        if (!retryable || attempt >= retries.Attempts)
        {
            return await EndAsync(turn, GenerationState.Failed, code, message);
        }

        var words = Plain(message)!;
        await turn.Write(new RowMove(row, GenerationState.Queued, words)
        {
            DueAt = Later(attempt, row.Seed, after), GivesBack = true, TaskId = null, Output = null, ErrorCode = code, ErrorMessage = words,
        });
        return false;
    }

    /// <summary>An answer was lost: the same question again after a while, in the same attempt. After so many it is given up.</summary>
    public async Task<bool> DoubtAsync(RowTurn turn, GenerationState state, string words, TimeSpan? after = null)
    {
        var row = turn.Row;
        if (row.Doubts + 1 >= retries.Doubts)
        {
            return await EndAsync(
                turn, GenerationState.Failed, "answer-lost", "The provider stopped answering, so it is not known what became of this one. Your credits for it come back.");
        }

        await turn.Write(new RowMove(row, state, words) { Doubts = row.Doubts + 1, DueAt = Later(row.Doubts + 1, row.Seed, after), GivesBack = true });
        return false;
    }

    /// <summary>An answer was lost that may come by another way, or is asked for again as long as the provider is waited for.</summary>
    public async Task<bool> WaitAsync(RowTurn turn, GenerationState state, string words, DateTimeOffset until, TimeSpan? after = null)
    {
        var row = turn.Row;
        var later = Later(Math.Min(row.Doubts + 1, LongestDoubling), row.Seed, after);
        await turn.Write(new RowMove(row, state, row.Doubts == 0 || state != row.State ? words : "") { Doubts = row.Doubts + 1, DueAt = later < until ? later : until, GivesBack = true });
        return false;
    }

    /// <summary>Nothing can be done for the row now; it stays as it is, for whoever comes next.</summary>
    public static async Task<bool> RestAsync(RowTurn turn)
    {
        await turn.Write(new RowMove(turn.Row, turn.Row.State, "") { GivesBack = true });
        return false;
    }

    /// <summary>The provider is left alone for now. What was not sent uses up no attempt; what is bought stays as it is.</summary>
    public static async Task<bool> HoldBackAsync(RowTurn turn, DateTimeOffset until, string words)
    {
        var row = turn.Row;
        await turn.Write(row.State == GenerationState.Submitting
            ? new RowMove(row, GenerationState.Queued, words) { Attempt = row.Attempt - 1, DueAt = until, GivesBack = true }
            : new RowMove(row, row.State, "") { DueAt = until, GivesBack = true });
        return false;
    }

    private DateTimeOffset Later(int attempt, long seed, TimeSpan? after)
    {
        var delay = retries.DelayAfter(attempt, seed);
        return time.GetUtcNow() + (after > delay ? after.Value : delay);
    }

    // What strangers say may hold a character that PostgreSQL keeps in no text.
    private static string? Plain(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}
