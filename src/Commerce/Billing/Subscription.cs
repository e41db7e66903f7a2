using Commerce.Plans;
using Commerce.Shopify.Billing;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Billing;

public enum SubscriptionState
{
    /// <summary>Never paid for anything.</summary>
    None,
    Active,

    /// <summary>The shop does not pay Shopify; goes on by itself when it does.</summary>
    Frozen,

    /// <summary>Was paid for and is over.</summary>
    Cancelled,
}

/// <summary>What the store pays for, as Shopify told it last.</summary>
public sealed class Subscription : ITenantRow, IEntityTypeConfiguration<Subscription>
{
    public Guid StoreId { get; init; }

    public SubscriptionState State { get; set; }

    /// <summary>Key of the plan in force.</summary>
    public string Plan { get; set; } = PlanCatalogue.Free.Key;

    public string? ShopifyId { get; set; }

    public bool Test { get; set; }

    public DateTimeOffset? PeriodEndsAt { get; set; }

    public DateTimeOffset? TrialEndsAt { get; set; }

    /// <summary>Where usage is recorded; null when the plan sells none.</summary>
    public string? UsageLineId { get; set; }

    public string Currency { get; set; } = "USD";

    /// <summary>The most usage the owner approved for one period, in the smallest unit of <see cref="Currency"/>.</summary>
    public long? CapMinor { get; set; }

    /// <summary>Usage of the current period, in the same unit.</summary>
    public long UsedMinor { get; set; }

    /// <summary>When the owner asked to end it with the rest of the period paid back.</summary>
    public DateTimeOffset? RefundAskedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedPlan { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    public Money Used => new(UsedMinor, Currency);

    public Money? Cap => CapMinor is { } cap ? new Money(cap, Currency) : null;

    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions").HasKey(subscription => subscription.StoreId);
        builder.Ignore(subscription => subscription.Used);
        builder.Ignore(subscription => subscription.Cap);
    }
}
