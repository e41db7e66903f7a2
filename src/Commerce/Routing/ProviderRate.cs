using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>When a vendor takes the next order of a key. Counted for all processes at once, so outside the wall.</summary>
public sealed class ProviderRate : IEntityTypeConfiguration<ProviderRate>
{
    public required string Name { get; init; }

    public DateTimeOffset NextAt { get; set; }

    public void Configure(EntityTypeBuilder<ProviderRate> builder) => builder.ToTable("provider_rates").HasKey(rate => rate.Name);
}
