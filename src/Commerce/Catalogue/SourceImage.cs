using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Catalogue;

/// <summary>A picture of the shop's own gallery, or one that a spreadsheet brought along. Its bytes are copied once, checked, and never altered.</summary>
public sealed class SourceImage : ITenantRow, IEntityTypeConfiguration<SourceImage>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid ProductId { get; init; }

    public required string ShopifyId { get; init; }

    public int Position { get; set; }

    public required string Url { get; set; }

    public string Alt { get; set; } = string.Empty;

    public int? Width { get; set; }

    public int? Height { get; set; }

    public string? ObjectKey { get; set; }

    public string? Sha256 { get; set; }

    /// <summary>
    /// When the shop took it out of the gallery; results made from it keep pointing here. A spreadsheet's picture of a product of
    /// the shop never stood in the gallery and counts as taken out of it.
    /// </summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>What stands before the name of a picture that a spreadsheet brought along.</summary>
    public const string SheetPrefix = "sheet:";

    /// <summary>Whether a spreadsheet named it, so that its address is a stranger's.</summary>
    public bool OfSheet => ShopifyId.StartsWith(SheetPrefix, StringComparison.Ordinal);

    public void Configure(EntityTypeBuilder<SourceImage> builder)
    {
        builder.ToTable("source_images").HasKey(image => new { image.StoreId, image.Id });
        builder.Ignore(image => image.OfSheet);
        builder.HasOne<Product>().WithMany(product => product.SourceImages).HasForeignKey(image => new { image.StoreId, image.ProductId });
    }
}
