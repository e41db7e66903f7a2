using Commerce.Credits;

namespace Commerce.Generations;

/// <summary>A change of one row: what it is to be afterwards, guarded by what it is now.</summary>
/// <param name="Row">As it was last read or written by this worker.</param>
/// <param name="To">Its next state; the same as before when it only waits.</param>
/// <param name="Detail">The line in its history; none when empty.</param>
public sealed record RowMove(Generation Row, GenerationState To, string Detail)
{
    public GenerationState From { get; } = Row.State;

    public string? Owner { get; } = Row.LeaseOwner;

    public int Attempt { get; init; } = Row.Attempt;

    public int Doubts { get; init; } = Row.Doubts;

    public DateTimeOffset? DueAt { get; init; } = Row.DueAt;

    /// <summary>Whether the lease ends with this change.</summary>
    public bool GivesBack { get; init; }

    public string? TaskId { get; init; } = Row.TaskId;

    public GenerationResult? Output { get; init; } = Row.Output;

    public string? ErrorCode { get; init; } = Row.ErrorCode;

    public string? ErrorMessage { get; init; } = Row.ErrorMessage;

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the row's credits are captured or released in the same transaction; null when neither.</summary>
    public EntryKind? Settles { get; init; }

    /// <summary>Brings the row in memory to where the table is.</summary>
    public void Apply()
    {
        (Row.State, Row.Attempt, Row.Doubts, Row.DueAt, Row.TaskId) = (To, Attempt, Doubts, DueAt, TaskId);
        (Row.Output, Row.OutputKey, Row.ErrorCode, Row.ErrorMessage, Row.EndedAt) = (Output, Output?.ObjectKey, ErrorCode, ErrorMessage, EndedAt);
        if (GivesBack)
        {
            (Row.LeaseOwner, Row.LeaseUntil) = (null, null);
        }
    }
}
