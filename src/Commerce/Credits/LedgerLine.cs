namespace Commerce.Credits;

/// <summary>One entry as the ledger page reads it.</summary>
/// <param name="KindName">The table's spelling of <see cref="Kind"/>.</param>
/// <param name="AvailableAfter">Free credits once this line and all before it had been posted.</param>
/// <param name="HeldAfter">Reserved credits at the same point.</param>
/// <param name="BatchName">The batch it belongs to, if any.</param>
/// <param name="ProductId">The product whose row was settled, if it is about one row.</param>
/// <param name="ProductTitle">That product's title.</param>
/// <param name="Style">That row's style key.</param>
/// <param name="Actor">The operator who adjusted.</param>
public sealed record LedgerLine(
    Guid Id, string KindName, long Amount, long AvailableChange, long HeldChange, long AvailableAfter, long HeldAfter, string Note,
    DateTimeOffset CreatedAt, Guid? BatchId, string? BatchName, Guid? ProductId, string? ProductTitle, string? Style, string? Actor)
{
    public EntryKind Kind => Enum.Parse<EntryKind>(KindName, ignoreCase: true);
}
