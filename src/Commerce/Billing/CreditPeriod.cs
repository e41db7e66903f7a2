using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Billing;

public enum PeriodClosing
{
    Expired,
    Replaced,
    Refunded,
}

/// <summary>The credits that came with one billing period. A store has at most one that is open.</summary>
public sealed class CreditPeriod : ITenantRow, IEntityTypeConfiguration<CreditPeriod>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public required string SubscriptionId { get; init; }

    public required string Plan { get; init; }

    public long Credits { get; init; }

    /// <summary>Spending from here on comes out of these credits before any other.</summary>
    public DateTimeOffset CountedFrom { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public PeriodClosing? Closing { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public void Configure(EntityTypeBuilder<CreditPeriod> builder) => builder.ToTable("credit_periods").HasKey(period => new { period.StoreId, period.Id });
}
