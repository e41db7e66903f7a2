using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Brand;

/// <summary>One version of a store's brand tone. Versions are written once; an edit writes the next one.</summary>
public sealed class BrandProfile : ITenantRow, IEntityTypeConfiguration<BrandProfile>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public int Version { get; init; }

    public string SiteUrl { get; init; } = string.Empty;

    /// <summary>Who wrote it: <c>built-in</c>, or the model that did.</summary>
    public required string Analyser { get; init; }

    public string? SampleSentence { get; init; }

    public string? SampleSentenceUrl { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string Note { get; init; } = string.Empty;

    public List<BrandAttribute> Attributes { get; } = [];

    public void Configure(EntityTypeBuilder<BrandProfile> builder) =>
        builder.ToTable("brand_profiles").HasKey(profile => new { profile.StoreId, profile.Id });
}
