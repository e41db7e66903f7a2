using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Brand;

public enum ReadingState
{
    Queued,
    Running,
    Done,
    Failed,
}

/// <summary>One visit to the store's website.</summary>
public sealed class BrandReading : ITenantRow, IEntityTypeConfiguration<BrandReading>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public required string SiteUrl { get; init; }

    public ReadingState State { get; set; }

    public int PagesRead { get; set; }

    public string? Message { get; set; }

    public required string RequestedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public void Configure(EntityTypeBuilder<BrandReading> builder) =>
        builder.ToTable("brand_readings").HasKey(reading => new { reading.StoreId, reading.Id });
}
