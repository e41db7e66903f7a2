using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Catalogue;

public sealed class Variant : ITenantRow, IEntityTypeConfiguration<Variant>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid ProductId { get; init; }

    public required string ShopifyId { get; init; }

    public required string Title { get; set; }

    public string Sku { get; set; } = string.Empty;

    public long? PriceMinor { get; set; }

    public int Position { get; set; }

    public void Configure(EntityTypeBuilder<Variant> builder)
    {
        builder.ToTable("variants").HasKey(variant => new { variant.StoreId, variant.Id });
        builder.HasOne<Product>().WithMany(product => product.Variants).HasForeignKey(variant => new { variant.StoreId, variant.ProductId });
    }
}
