namespace Commerce.Jobs;

/// <summary>Rows of one kind that lanes work off: generations, publications.</summary>
public interface IBacklog
{
    /// <summary>Claims the store's oldest due row and advances it as far as it goes without waiting.</summary>
    /// <returns>False when nothing is due.</returns>
    Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken);

    /// <summary>Closes what has no row left, then tells when a row of the store is next due; null when none will be.</summary>
    Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken);
}
