using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Stores;

/// <summary>A shop's bucket of Admin API points, shared by every process; <see cref="SharedShopBudgets"/> keeps it.</summary>
public sealed class ShopBudget : ITenantRow, IEntityTypeConfiguration<ShopBudget>
{
    public Guid StoreId { get; init; }

    /// <summary>Points the bucket holds at most, as Shopify told.</summary>
    public double Size { get; init; }

    /// <summary>Points given back per second, as Shopify told.</summary>
    public double Rate { get; init; }

    /// <summary>Points free at <see cref="AsOf"/>; negative while calls wait for their turn.</summary>
    public double Level { get; init; }

    /// <summary>All points ever taken: the order in which calls go.</summary>
    public double Issued { get; init; }

    /// <summary>All points whose calls are over.</summary>
    public double Settled { get; init; }

    /// <summary>Points of calls that were taken in the current period and are not settled.</summary>
    public double OpenNow { get; init; }

    /// <summary>The same of the period before.</summary>
    public double OpenBefore { get; init; }

    /// <summary>Number of the current period of two minutes.</summary>
    public long Period { get; init; }

    /// <summary>When the level was last written, by the database's clock.</summary>
    public DateTimeOffset AsOf { get; init; }

    public void Configure(EntityTypeBuilder<ShopBudget> builder) => builder.ToTable("shop_budgets").HasKey(budget => budget.StoreId);
}
