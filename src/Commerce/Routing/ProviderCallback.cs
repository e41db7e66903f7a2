using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>A vendor's delivery that was believed.</summary>
public sealed class ProviderCallback : ITenantRow, IEntityTypeConfiguration<ProviderCallback>
{
    public Guid StoreId { get; init; }

    public required string Vendor { get; init; }

    /// <summary>The same for every copy of the delivery.</summary>
    public required string ReplayKey { get; init; }

    public Guid GenerationId { get; init; }

    /// <summary>The attempt whose order it speaks of.</summary>
    public int Attempt { get; init; }

    /// <summary>The vendor's task; null when the delivery names none.</summary>
    public string? TaskId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public void Configure(EntityTypeBuilder<ProviderCallback> builder) =>
        builder.ToTable("provider_callbacks").HasKey(callback => new { callback.StoreId, callback.Vendor, callback.ReplayKey });
}
