namespace Commerce.Shopify.BulkOperations;

/// <summary>How far Shopify is with a bulk operation.</summary>
public enum BulkStatus
{
    /// <summary>A state this version does not know.</summary>
    Unknown,

    /// <summary>Accepted; waits for its turn.</summary>
    Created,

    /// <summary>Being worked off.</summary>
    Running,

    /// <summary>Done; the result lies at its address for seven days.</summary>
    Completed,

    /// <summary>Ended by a fault of Shopify's; what it had until then may lie at the partial address.</summary>
    Failed,

    /// <summary>Is about to stop because it was cancelled.</summary>
    Canceling,

    /// <summary>Stopped because it was cancelled.</summary>
    Canceled,

    /// <summary>Done, but the result was not fetched in time.</summary>
    Expired,
}

/// <summary>One bulk operation as Shopify told it. Its text form holds no address, for both addresses are signed.</summary>
/// <param name="Id">Global id (<c>gid://shopify/BulkOperation/1</c>).</param>
/// <param name="Status">How far it is.</param>
/// <param name="ErrorCode">Why it failed, such as <c>TIMEOUT</c>; null while it has not.</param>
/// <param name="ObjectCount">Objects so far, children included: lines of the result.</param>
/// <param name="RootObjectCount">Objects of the outermost list so far.</param>
/// <param name="FileSize">Bytes of the whole result; null until there is one, and for a partial one.</param>
/// <param name="Url">Where the whole result is; null when there is none, or nothing matched.</param>
/// <param name="PartialUrl">Where a failed operation left what it had.</param>
/// <param name="CreatedAt">When it was accepted.</param>
public sealed record BulkOperation(
    string Id, BulkStatus Status, string? ErrorCode, long ObjectCount, long RootObjectCount, long? FileSize, string? Url, string? PartialUrl, DateTimeOffset CreatedAt)
{
    /// <summary>Whether Shopify still works on it.</summary>
    public bool Going => Status is BulkStatus.Created or BulkStatus.Running or BulkStatus.Canceling;

    /// <summary>Id, state and counts.</summary>
    public override string ToString() => $"BulkOperation {{ Id = {Id}, Status = {Status}, ObjectCount = {ObjectCount} }}";
}
