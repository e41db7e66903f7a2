using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Jobs;

/// <summary>One change of how many rows may be worked on at once: written once, never altered. Of a provider or of a store.</summary>
public sealed class LimitChange : IEntityTypeConfiguration<LimitChange>
{
    public Guid Id { get; init; }

    public string? Provider { get; init; }

    /// <summary>The store's address; null for a provider's limit.</summary>
    public string? Shop { get; init; }

    /// <summary>Null for no limit.</summary>
    public int? PlacesBefore { get; init; }

    /// <inheritdoc cref="PlacesBefore"/>
    public int? PlacesAfter { get; init; }

    public required string ChangedBy { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public void Configure(EntityTypeBuilder<LimitChange> builder) => builder.ToTable("limit_changes").HasKey(change => change.Id);
}
