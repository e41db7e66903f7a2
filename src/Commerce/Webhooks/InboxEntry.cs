using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Webhooks;

public enum InboxState
{
    Waiting,

    /// <summary>Its effects are in place, or there was nothing to do; the message says so then.</summary>
    Applied,

    /// <summary>It could not be applied however often it was tried; the message says why.</summary>
    Failed,
}

/// <summary>One delivery as Shopify sent it, and what came of it.</summary>
public sealed class InboxEntry : ITenantRow, IEntityTypeConfiguration<InboxEntry>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    /// <summary>One per delivery; unique in the store, which makes a repeated delivery one entry.</summary>
    public required string WebhookId { get; init; }

    public string? EventId { get; init; }

    public required string Topic { get; init; }

    public required string ApiVersion { get; init; }

    public DateTimeOffset TriggeredAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public InboxState State { get; set; }

    public int Attempt { get; set; }

    /// <summary>When it should be tried next; null once it has ended.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public string? Message { get; set; }

    /// <summary>The payload, byte for byte; dropped as soon as it is applied. That of a failed one stays until the entry goes.</summary>
    public string? Body { get; set; }

    public void Configure(EntityTypeBuilder<InboxEntry> builder) => builder.ToTable("webhook_inbox").HasKey(entry => new { entry.StoreId, entry.Id });
}
