using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Catalogue;

/// <summary>A product the shop says has changed, until it is read again.</summary>
public sealed class ProductChange : ITenantRow, IEntityTypeConfiguration<ProductChange>
{
    public Guid StoreId { get; init; }

    public required string ShopifyId { get; init; }

    /// <summary>The newest change told, by Shopify's clock.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the newest notice came; a reading that began before it does not settle it.</summary>
    public DateTimeOffset NoticedAt { get; init; }

    public void Configure(EntityTypeBuilder<ProductChange> builder) =>
        builder.ToTable("product_changes").HasKey(change => new { change.StoreId, change.ShopifyId });
}
