using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>What a vendor came to for a store on a day, in millionths of a US dollar: orders count as estimated, from before they are sent.</summary>
public sealed class ProviderDay : ITenantRow, IEntityTypeConfiguration<ProviderDay>
{
    public Guid StoreId { get; init; }

    public required string Vendor { get; init; }

    public DateOnly Day { get; init; }

    public long Micros { get; set; }

    public void Configure(EntityTypeBuilder<ProviderDay> builder) => builder.ToTable("provider_days").HasKey(day => new { day.StoreId, day.Vendor, day.Day });
}
