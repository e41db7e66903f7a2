using Commerce.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Retention;

/// <summary>
/// One demand of the privacy law and what came of it. Outlives the store, so it is outside the wall and holds nothing that
/// tells which shop it was to anyone without our key.
/// </summary>
public sealed class ComplianceRequest : IEntityTypeConfiguration<ComplianceRequest>
{
    public Guid Id { get; init; }

    /// <summary>Shopify's id of the delivery that asked; the same one asks once.</summary>
    public required string WebhookId { get; init; }

    public required string Topic { get; init; }

    /// <summary>Keyed hash of the shop's domain: answers "did you erase this shop?" and not "which shops did you have?".</summary>
    public required string ShopHash { get; init; }

    /// <summary>The store that is still to be erased; null when there is none, or none any more.</summary>
    public Guid? SubjectId { get; set; }

    public DateTimeOffset TriggeredAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public required string Outcome { get; set; }

    /// <summary>How many rows, objects and jobs were removed, by table or kind.</summary>
    public Dictionary<string, long>? Counts { get; set; }

    public void Configure(EntityTypeBuilder<ComplianceRequest> builder)
    {
        builder.ToTable("compliance_requests").HasKey(request => request.Id);
        builder.Property(request => request.Counts).HasJson();
    }
}
