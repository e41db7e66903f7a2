using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches;

public enum BatchEventKind
{
    StartedOnSchedule,
    Paused,
    Resumed,
    Cancelled,
    Front,
    Back,
    Retried,

    /// <summary>To another time, which the detail names.</summary>
    Moved,
    StartedEarly,
}

/// <summary>Who did what to a batch, and when.</summary>
public sealed class BatchEvent : ITenantRow, IEntityTypeConfiguration<BatchEvent>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid BatchId { get; init; }

    public BatchEventKind Kind { get; init; }

    /// <summary>What it came to, such as the number of rows; empty when the kind says it all.</summary>
    public string Detail { get; init; } = string.Empty;

    public required string Person { get; init; }

    public DateTimeOffset At { get; init; }

    public void Configure(EntityTypeBuilder<BatchEvent> builder) => builder.ToTable("batch_events").HasKey(row => new { row.StoreId, row.Id });
}
