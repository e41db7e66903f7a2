using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

/// <summary>What the last check of a store's ledger found, so that the next one need not read everything again.</summary>
public sealed class LedgerCheckpoint : ITenantRow, IEntityTypeConfiguration<LedgerCheckpoint>
{
    public Guid StoreId { get; init; }

    public DateTimeOffset CheckedAt { get; init; }

    /// <summary>When every line was last added up.</summary>
    public DateTimeOffset FullAt { get; init; }

    /// <summary>The balance at the last check; another one now means that something was posted, or that somebody meddled.</summary>
    public long Available { get; init; }

    public long Held { get; init; }

    public int Faults { get; init; }

    /// <summary>Lines older than this were complete at the last full check; their sums follow.</summary>
    public DateTimeOffset SettledUntil { get; init; }

    public long SettledAvailable { get; init; }

    public long SettledHeld { get; init; }

    public void Configure(EntityTypeBuilder<LedgerCheckpoint> builder) => builder.ToTable("ledger_checkpoints").HasKey(row => row.StoreId);
}
