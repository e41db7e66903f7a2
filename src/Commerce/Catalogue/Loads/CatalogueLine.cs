using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Catalogue.Loads;

/// <summary>One line of an export between download and merge; the columns are those of <see cref="ToldTable"/>.</summary>
public sealed class CatalogueLine : ITenantRow, IEntityTypeConfiguration<CatalogueLine>
{
    public Guid StoreId { get; init; }

    public Guid LoadId { get; init; }

    public long Line { get; init; }

    public required string Kind { get; init; }

    public Guid Id { get; init; }

    public required string ShopifyId { get; init; }

    public string? ParentId { get; init; }

    public string? Handle { get; init; }

    public string? Title { get; init; }

    public string? DescriptionHtml { get; init; }

    public string? Vendor { get; init; }

    public string? ProductType { get; init; }

    public string? Status { get; init; }

    public string[]? Tags { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? Sku { get; init; }

    public long? PriceMinor { get; init; }

    public long? CompareAtMinor { get; init; }

    public int? Position { get; init; }

    public string? Url { get; init; }

    public string? Alt { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? Value { get; init; }

    public void Configure(EntityTypeBuilder<CatalogueLine> builder) =>
        builder.ToTable("catalogue_lines").HasKey(line => new { line.StoreId, line.LoadId, line.Line });
}
