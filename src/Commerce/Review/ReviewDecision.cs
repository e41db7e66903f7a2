using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Review;

public enum Decision
{
    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>One line of the append-only review log, bound to the exact bytes that were looked at.</summary>
public sealed class ReviewDecision : ITenantRow, IEntityTypeConfiguration<ReviewDecision>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid AssetId { get; init; }

    public required string Sha256 { get; init; }

    public Decision Decision { get; init; }

    public string Reason { get; init; } = string.Empty;

    /// <summary>Credits that came back with this decision; below zero where it took some again.</summary>
    public long CreditsGivenBack { get; init; }

    public required string DecidedBy { get; init; }

    public DateTimeOffset DecidedAt { get; init; }

    public void Configure(EntityTypeBuilder<ReviewDecision> builder) => builder.ToTable("reviews").HasKey(row => new { row.StoreId, row.Id });
}
