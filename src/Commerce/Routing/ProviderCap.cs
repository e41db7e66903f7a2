using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>The most a store lets a vendor cost in a day.</summary>
public sealed class ProviderCap : ITenantRow, IEntityTypeConfiguration<ProviderCap>
{
    public Guid StoreId { get; init; }

    public required string Vendor { get; init; }

    /// <summary>Millionths of a US dollar in a day (UTC).</summary>
    public long DayMicros { get; set; }

    public void Configure(EntityTypeBuilder<ProviderCap> builder) => builder.ToTable("provider_caps").HasKey(cap => new { cap.StoreId, cap.Vendor });
}
