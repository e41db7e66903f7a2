using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Credits;

/// <summary>One change of a price: written once, never altered. The operator's data, the same for every store.</summary>
public sealed class PriceChange : IEntityTypeConfiguration<PriceChange>
{
    public Guid Id { get; init; }

    public required string Action { get; init; }

    public required string Model { get; init; }

    public int CreditsBefore { get; init; }

    public int CreditsAfter { get; init; }

    public required string ChangedBy { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public void Configure(EntityTypeBuilder<PriceChange> builder) => builder.ToTable("price_changes").HasKey(change => change.Id);
}
