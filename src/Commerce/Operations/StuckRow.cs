using Commerce.Generations;

namespace Commerce.Operations;

/// <summary>What keeps a row from going on.</summary>
public enum StuckKind
{
    /// <summary>Nobody knows what became of its submit.</summary>
    Uncertain,

    /// <summary>A worker has it and shows signs of life, but it does not end.</summary>
    Held,

    /// <summary>It is due later: at a provider, or between retries.</summary>
    Waiting,

    /// <summary>It is due and no lane takes it.</summary>
    NotTaken,
}

/// <summary>A row that should have ended long ago.</summary>
/// <param name="Since">When it was first worked on, or made when it never was.</param>
/// <param name="Message">What happened last, in words.</param>
public sealed record StuckRow(
    Guid StoreId, Guid Id, Guid BatchId, string BatchName, int RowNumber, GenerationState State, StuckKind Kind, string Provider, int Attempt, DateTimeOffset Since, string? Message);
