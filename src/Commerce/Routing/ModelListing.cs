using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>What a vendor's own list says of a model of the catalogue. The operator's data, so outside the wall.</summary>
public sealed class ModelListing : IEntityTypeConfiguration<ModelListing>
{
    public required string Vendor { get; init; }

    public required string Model { get; init; }

    /// <summary>When the list was last read.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When the list last named it; null while it never has.</summary>
    public DateTimeOffset? ListedAt { get; set; }

    /// <summary>The day it is shut down, as the vendor says; null when it says none.</summary>
    public DateOnly? UntilDay { get; set; }

    /// <summary>Since when the vendor names that day.</summary>
    public DateTimeOffset? UntilSince { get; set; }

    /// <summary>Whether it was in the list once and is no longer.</summary>
    public bool Gone => ListedAt is { } last && last < AskedAt;

    public void Configure(EntityTypeBuilder<ModelListing> builder) => builder.ToTable("model_listings").HasKey(listing => new { listing.Vendor, listing.Model });
}
