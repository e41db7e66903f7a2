using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

/// <summary>What an owner decided about spending. Without a row the rules of the house apply.</summary>
public sealed class CreditSettings : ITenantRow, IEntityTypeConfiguration<CreditSettings>
{
    public Guid StoreId { get; init; }

    /// <summary>The most credits that batches of one day may cost, by the store's own calendar; null for no limit.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>Below how many credits the owner wants to be warned; null for the usual rule.</summary>
    public long? WarnBelow { get; init; }

    public required string ChangedBy { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public void Configure(EntityTypeBuilder<CreditSettings> builder) => builder.ToTable("credit_settings").HasKey(row => row.StoreId);
}
