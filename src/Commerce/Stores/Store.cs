using Commerce.Shopify.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Stores;

public enum StoreStatus
{
    Active,
    Paused,
    Uninstalled,
}

public enum SyncState
{
    Never,
    Queued,
    Running,
    Done,
    Failed,
}

/// <summary>The tenant: one Shopify shop.</summary>
public sealed class Store : IEntityTypeConfiguration<Store>
{
    public Guid Id { get; init; }

    public required string ShopDomain { get; init; }

    public required string Name { get; set; }

    public string? SiteUrl { get; set; }

    public string Plan { get; set; } = "free";

    public string ShopPlan { get; set; } = string.Empty;

    public string Currency { get; set; } = "USD";

    public string TimeZone { get; set; } = "UTC";

    public string Locale { get; set; } = "en";

    public StoreStatus Status { get; set; }

    public string? StatusReason { get; set; }

    public string Scopes { get; set; } = string.Empty;

    /// <summary>Since when <see cref="Scopes"/> are what they are, by Shopify's clock; null until the shop changed them.</summary>
    public DateTimeOffset? ScopesAt { get; set; }

    /// <summary>Of when the shop's own facts here are, by Shopify's clock; null until it told of a change.</summary>
    public DateTimeOffset? FactsAt { get; set; }

    /// <summary>When the shop installed the app, the last time it did.</summary>
    public DateTimeOffset InstalledAt { get; set; }

    public DateTimeOffset? UninstalledAt { get; set; }

    public SyncState SyncState { get; set; }

    public string? SyncMessage { get; set; }

    public int SyncCount { get; set; }

    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>Everything the shop changed until then is in the catalogue; null before the first whole reading.</summary>
    public DateTimeOffset? CatalogueAsOf { get; set; }

    /// <summary>Takes over what the shop says of itself; owners rename shops, move sites and change plans.</summary>
    public void Learn(Shop facts)
    {
        Name = facts.Name;
        SiteUrl = facts.PrimaryUrl.ToString();
        ShopPlan = facts.Plan;
        Currency = facts.Currency;
        TimeZone = facts.Timezone;
    }

    public void Configure(EntityTypeBuilder<Store> builder) => builder.ToTable("stores").HasKey(store => store.Id);
}
