using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches.Recurring;

public enum RecurringState
{
    Active,
    Paused,
}

/// <summary>A recipe run again and again over a filter, for the products that have no results of it yet.</summary>
public sealed class RecurringRun : ITenantRow, IEntityTypeConfiguration<RecurringRun>
{
    public const int LongestName = 80;

    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The recipe version it is pinned to.</summary>
    public Guid RecipeId { get; init; }

    public required CatalogueFilter Filter { get; init; }

    public Every Every { get; init; }

    /// <summary>The first day, in the store's calendar; the others follow from it.</summary>
    public DateOnly FirstOn { get; init; }

    /// <summary>The time of day, in the store's zone.</summary>
    public TimeOnly AtTime { get; init; }

    /// <summary>The most one run may hold; products beyond wait for the next.</summary>
    public long MostCredits { get; init; }

    public RecurringState State { get; set; }

    /// <summary>Why it paused itself; empty when a person did.</summary>
    public string PauseReason { get; set; } = string.Empty;

    /// <summary>When it runs next; null while it is paused.</summary>
    public DateTimeOffset? NextAt { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public void Configure(EntityTypeBuilder<RecurringRun> builder)
    {
        builder.ToTable("recurring_runs").HasKey(run => new { run.StoreId, run.Id });
        builder.Property(run => run.Filter).HasJson();
    }
}
