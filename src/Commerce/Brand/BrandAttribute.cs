using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Brand;

public enum AttributeKind
{
    Tone,
    Audience,
    Feature,
    Style,
    Palette,
    Do,
    Dont,
}

/// <summary>One claim of a profile with its receipt: the page and the sentence it came from, or the owner who wrote it.</summary>
public sealed class BrandAttribute : ITenantRow, IEntityTypeConfiguration<BrandAttribute>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid ProfileId { get; init; }

    public AttributeKind Kind { get; init; }

    public required string Value { get; init; }

    /// <summary>For a palette colour: background, text, primary, accent or supporting.</summary>
    public string Role { get; init; } = string.Empty;

    /// <summary>How sure the reader is, 0 to 1; for a palette colour its share of the colour used on the site. What the owner wrote is sure.</summary>
    public float Confidence { get; init; }

    public bool Locked { get; init; }

    public bool ByOwner { get; init; }

    public string? ReceiptUrl { get; init; }

    public string? ReceiptText { get; init; }

    public int Position { get; init; }

    public void Configure(EntityTypeBuilder<BrandAttribute> builder)
    {
        builder.ToTable("brand_attributes").HasKey(attribute => new { attribute.StoreId, attribute.Id });
        builder.HasOne<BrandProfile>().WithMany(profile => profile.Attributes)
            .HasForeignKey(attribute => new { attribute.StoreId, attribute.ProfileId });
    }
}
