namespace Commerce.Generations;

/// <summary>A generation's life. Each change is one short transaction guarded by the state before it.</summary>
public enum GenerationState
{
    Queued,
    Submitting,
    Waiting,
    Fetching,
    Checking,
    Done,
    Failed,
    Cancelled,
    Expired,

    /// <summary>A submit was sent and its answer lost: nothing is bought again before it is known what became of it.</summary>
    Uncertain,
}
