using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Billing;

public enum ChargeKind
{
    Subscription,
    Pack,
    Cap,
}

public enum ChargeState
{
    /// <summary>About to be asked for; without Shopify's answer nobody has the page to approve it on.</summary>
    Requested,

    /// <summary>Waits for the owner on Shopify's page.</summary>
    Pending,

    /// <summary>Approved, begins when the period that is paid already ends.</summary>
    Scheduled,
    Active,
    Declined,
    Expired,
    Frozen,
    Cancelled,

    /// <summary>Shopify did not take the request; <see cref="Charge.Message"/> says why.</summary>
    Refused,
}

/// <summary>Something the owner was asked to approve: a plan, a pack, a higher cap.</summary>
public sealed class Charge : ITenantRow, IEntityTypeConfiguration<Charge>
{
    /// <summary>Shopify drops what nobody approved in this time.</summary>
    public static readonly TimeSpan Unapproved = TimeSpan.FromDays(2);

    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public ChargeKind Kind { get; init; }

    /// <summary>Key of the plan or pack.</summary>
    public required string Item { get; init; }

    public ChargeState State { get; set; }

    /// <summary>In the smallest unit of <see cref="Currency"/>.</summary>
    public long PriceMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>What a pack adds.</summary>
    public long Credits { get; init; }

    /// <summary>The most that usage may add in one period, as asked.</summary>
    public long? CapMinor { get; init; }

    public int TrialDays { get; init; }

    public bool AtPeriodEnd { get; init; }

    public bool Test { get; init; }

    public string? ShopifyId { get; set; }

    public string? Message { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether the owner can still say yes.</summary>
    public bool Open => State is ChargeState.Requested or ChargeState.Pending or ChargeState.Scheduled;

    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        builder.ToTable("charges").HasKey(charge => new { charge.StoreId, charge.Id });
        builder.Ignore(charge => charge.Open);
    }
}
