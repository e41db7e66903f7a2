using Commerce.Credits;

namespace Commerce.Workbench.Storms;

/// <summary>One thing to do to a ledger, under a key that may be submitted any number of times.</summary>
/// <param name="Kind">What is posted.</param>
/// <param name="Key">The business key; a capture and a release of one row share it.</param>
/// <param name="Amount">Credits.</param>
/// <param name="HoldId">The hold a settlement belongs to.</param>
/// <param name="BatchId">The batch of a hold or settlement.</param>
/// <param name="RowId">The row of a settlement.</param>
internal sealed record LedgerAct(EntryKind Kind, string Key, long Amount, Guid HoldId = default, Guid BatchId = default, Guid RowId = default)
{
    /// <summary>Whether it takes from what is available and may so be refused, which ends the transaction it is in.</summary>
    public bool MayBeRefused => Kind is EntryKind.Hold or EntryKind.Refund or EntryKind.Expire;
}
