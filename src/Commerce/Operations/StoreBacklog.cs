using Commerce.Jobs;

namespace Commerce.Operations;

/// <summary>What one store has waiting on one backlog.</summary>
/// <param name="BacklogName">The table's name.</param>
/// <param name="Due">Rows that a lane may take now.</param>
/// <param name="Running">Rows that a lane has.</param>
/// <param name="Waiting">Rows that are due later: at a provider, between retries, for a scheduled start.</param>
/// <param name="Parked">Rows of paused batches.</param>
/// <param name="Retried">Rows on their second attempt or a later one.</param>
/// <param name="OldestDue">Since when the oldest of the due ones waits.</param>
public sealed record StoreBacklog(
    Guid StoreId, string BacklogName, int Due, int Running, int Waiting, int Parked, int Retried, DateTimeOffset? OldestDue)
{
    public Backlog Backlog => Enum.Parse<Backlog>(BacklogName, ignoreCase: true);
}
