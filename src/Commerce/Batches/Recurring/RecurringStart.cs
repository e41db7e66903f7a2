using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches.Recurring;

public enum RecurringOutcome
{
    Started,

    /// <summary>Every product that matches has its results.</summary>
    Nothing,

    /// <summary>It could not start, and the recurring run paused.</summary>
    Refused,
}

/// <summary>What became of one period of a recurring run.</summary>
public sealed class RecurringStart : ITenantRow, IEntityTypeConfiguration<RecurringStart>
{
    public Guid StoreId { get; init; }

    public Guid RecurringId { get; init; }

    /// <summary>The day it was for, in the store's calendar.</summary>
    public DateOnly Period { get; init; }

    public RecurringOutcome Outcome { get; init; }

    public Guid? BatchId { get; init; }

    public string Detail { get; init; } = string.Empty;

    public DateTimeOffset At { get; init; }

    public void Configure(EntityTypeBuilder<RecurringStart> builder) =>
        builder.ToTable("recurring_starts").HasKey(start => new { start.StoreId, start.RecurringId, start.Period });
}
