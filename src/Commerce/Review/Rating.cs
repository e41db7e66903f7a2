using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Review;

/// <summary>How good one person found one result. Beside the decision, not part of it: an approved picture may have three stars.</summary>
public sealed class Rating : ITenantRow, IEntityTypeConfiguration<Rating>
{
    public const int Most = 5;

    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid AssetId { get; init; }

    /// <summary>1 to 5.</summary>
    public int Stars { get; init; }

    public required string RatedBy { get; init; }

    public DateTimeOffset RatedAt { get; init; }

    public void Configure(EntityTypeBuilder<Rating> builder) => builder.ToTable("ratings").HasKey(rating => new { rating.StoreId, rating.Id });
}
