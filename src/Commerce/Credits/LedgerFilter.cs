namespace Commerce.Credits;

/// <summary>Which lines of a ledger are meant; null in a part leaves it open.</summary>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
public sealed record LedgerFilter(EntryKind? Kind = null, Guid? BatchId = null, Guid? ProductId = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    public bool Open => this == new LedgerFilter();
}
