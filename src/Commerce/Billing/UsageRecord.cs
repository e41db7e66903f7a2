using Commerce.Shopify.Billing;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Billing;

public enum UsageState
{
    /// <summary>Agreed to; Shopify may or may not have heard of it.</summary>
    Pending,

    /// <summary>On the owner's invoice, and the credits are there.</summary>
    Charged,

    /// <summary>Shopify said no; nothing was charged.</summary>
    Refused,

    /// <summary>Never reached Shopify, and is not sent any more.</summary>
    Abandoned,
}

/// <summary>Credits bought over the plan for one batch.</summary>
public sealed class UsageRecord : ITenantRow, IEntityTypeConfiguration<UsageRecord>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    /// <summary>What it was bought for; once at most while it is pending or charged.</summary>
    public required string BusinessKey { get; init; }

    public required string SubscriptionId { get; init; }

    public string? LineId { get; init; }

    public long Credits { get; init; }

    /// <summary>In the smallest unit of <see cref="Currency"/>.</summary>
    public long AmountMinor { get; init; }

    public required string Currency { get; init; }

    public UsageState State { get; set; }

    public string? ShopifyId { get; set; }

    public string? Message { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SettledAt { get; set; }

    public Money Amount => new(AmountMinor, Currency);

    /// <summary>The key Shopify charges once under.</summary>
    public string IdempotencyKey => Id.ToString("N");

    public void Configure(EntityTypeBuilder<UsageRecord> builder)
    {
        builder.ToTable("usage_records").HasKey(record => new { record.StoreId, record.Id });
        builder.Ignore(record => record.Amount);
        builder.Ignore(record => record.IdempotencyKey);
    }
}
