using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches;

public enum BatchState
{
    /// <summary>Its rows come due at a time in the future.</summary>
    Scheduled,
    Running,

    /// <summary>Rows that had not begun wait until it is resumed; the others come to their end.</summary>
    Paused,
    Cancelling,

    /// <summary>Every row was delivered.</summary>
    Done,

    /// <summary>Some rows were delivered, some were not.</summary>
    Partial,

    /// <summary>Every row ended without a result.</summary>
    Failed,
    Cancelled,
}

public static class BatchStates
{
    /// <summary>Whether a batch in this state has an end still before it.</summary>
    public static bool IsActive(this BatchState state) => state is BatchState.Scheduled or BatchState.Running or BatchState.Paused or BatchState.Cancelling;
}

/// <summary>One run of a recipe over chosen products.</summary>
public sealed class Batch : ITenantRow, IEntityTypeConfiguration<Batch>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public required string Name { get; set; }

    public Guid RecipeId { get; init; }

    public int? BrandVersion { get; init; }

    public BatchState State { get; set; }

    public int RowCount { get; init; }

    public Guid HoldId { get; init; }

    /// <summary>Made by the page that asked; the same request twice starts one batch.</summary>
    public required string RequestKey { get; init; }

    /// <summary>SHA-256 of what that request asked for, in hexadecimal; null where its key names it.</summary>
    public string? OrderHash { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to start, or was; null for one that started at once.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Whether its rows go before all others of the store.</summary>
    public bool Front { get; set; }

    /// <summary>Its pictures carry the mark of the free plan that the store was on when it began.</summary>
    public bool Marked { get; init; }

    /// <summary>The draft this batch is the pilot of.</summary>
    public Guid? PilotOf { get; init; }

    /// <summary>The pilot whose recipe this batch follows.</summary>
    public Guid? PilotId { get; init; }

    public DateTimeOffset? CancelRequestedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public bool Active => State.IsActive();

    public void Configure(EntityTypeBuilder<Batch> builder)
    {
        builder.ToTable("batches").HasKey(batch => new { batch.StoreId, batch.Id });
        builder.Ignore(batch => batch.Active);
    }
}
