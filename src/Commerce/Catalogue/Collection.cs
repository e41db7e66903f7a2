using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Catalogue;

/// <summary>A collection of the shop, known through the products it shows.</summary>
public sealed class Collection : ITenantRow, IEntityTypeConfiguration<Collection>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public required string ShopifyId { get; init; }

    public required string Handle { get; set; }

    public required string Title { get; set; }

    public void Configure(EntityTypeBuilder<Collection> builder) =>
        builder.ToTable("collections").HasKey(collection => new { collection.StoreId, collection.Id });
}

/// <summary>A collection shows a product.</summary>
public sealed class ProductCollection : ITenantRow, IEntityTypeConfiguration<ProductCollection>
{
    public Guid StoreId { get; init; }

    public Guid ProductId { get; init; }

    public Guid CollectionId { get; init; }

    public void Configure(EntityTypeBuilder<ProductCollection> builder)
    {
        builder.ToTable("product_collections").HasKey(row => new { row.StoreId, row.ProductId, row.CollectionId });
        builder.HasOne<Product>().WithMany().HasForeignKey(row => new { row.StoreId, row.ProductId });
        builder.HasOne<Collection>().WithMany().HasForeignKey(row => new { row.StoreId, row.CollectionId });
    }
}
