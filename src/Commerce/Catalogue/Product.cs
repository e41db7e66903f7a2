using Commerce.Data;
using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Commerce.Catalogue;

public enum ProductStatus
{
    Active,
    Draft,
    Archived,
    Unlisted,
}

/// <summary>Where a product comes from.</summary>
public enum ProductOrigin
{
    Shop,

    /// <summary>A row of a spreadsheet: never published, and no sync touches it.</summary>
    Sheet,
}

/// <summary>A product as the shop last told it, or as a row of a spreadsheet named it.</summary>
public sealed class Product : ITenantRow, IEntityTypeConfiguration<Product>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public required string ShopifyId { get; init; }

    public ProductOrigin Origin { get; init; }

    public required string Handle { get; set; }

    public required string Title { get; set; }

    public string DescriptionHtml { get; set; } = string.Empty;

    public string Vendor { get; set; } = string.Empty;

    public string ProductType { get; set; } = string.Empty;

    public ProductStatus Status { get; set; }

    public string[] Tags { get; set; } = [];

    /// <summary>Metafields in the namespace Shopify keeps for this app, by key.</summary>
    public Dictionary<string, string> Metafields { get; set; } = [];

    /// <summary>Lowest variant price in the store's currency, in hundredths.</summary>
    public long? PriceMinor { get; set; }

    /// <summary>What the variant of that price cost before, in hundredths; null where the shop says nothing of it.</summary>
    public long? CompareAtMinor { get; set; }

    /// <summary>What an order may say of the price; null when the shop names none.</summary>
    /// <param name="price">In hundredths.</param>
    /// <param name="before">What it cost before, in hundredths.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public static ProductPrice? PriceOf(long? price, long? before, string currency) => price is { } minor ? new ProductPrice(minor / 100m, before / 100m, currency) : null;

    public int MediaCount { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset SyncedAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public NpgsqlTsVector Search { get; private set; } = null!;

    public List<Variant> Variants { get; } = [];

    public List<SourceImage> SourceImages { get; } = [];

    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products").HasKey(product => new { product.StoreId, product.Id });
        builder.Property(product => product.Metafields).HasJson();
        builder.Property(product => product.Search).ValueGeneratedOnAddOrUpdate();
    }
}
