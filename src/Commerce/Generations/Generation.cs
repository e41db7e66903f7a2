using Commerce.Data;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Generations;

/// <summary>One requested output: the unit of work, money and error.</summary>
public sealed class Generation : ITenantRow, IEntityTypeConfiguration<Generation>
{
    /// <summary>The due time of rows that nothing makes due by itself; PostgreSQL's infinity.</summary>
    public static readonly DateTimeOffset Parked = DateTimeOffset.MaxValue;

    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid BatchId { get; init; }

    public int RowNumber { get; init; }

    public Guid ProductId { get; init; }

    public Guid SourceImageId { get; init; }

    public GenerationKind Kind { get; init; }

    public required string Style { get; init; }

    /// <summary>Who makes it; the vendor it was last given to where one is chosen.</summary>
    public required string Provider { get; init; }

    /// <summary>As the recipe names it, see <see cref="ModelName"/>.</summary>
    public required string Model { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public long Seed { get; init; }

    public required string RequestHash { get; init; }

    /// <summary>Everything that goes into the order but the picture's bytes and the copy; null for rows from before it was kept.</summary>
    public string? OrderHash { get; init; }

    /// <summary>Number among the results of one order and picture; each has a seed of its own.</summary>
    public int Copy { get; init; }

    /// <summary>The earlier row whose result is served again; this one cost nothing.</summary>
    public Guid? ReusedFrom { get; init; }

    /// <summary>Words of its own beside the recipe's; empty means the recipe's.</summary>
    public string Prompt { get; init; } = string.Empty;

    /// <summary>Code of the language its texts are wanted in; empty when none was asked for.</summary>
    public string Language { get; init; } = string.Empty;

    /// <summary>The spreadsheet it comes from.</summary>
    public Guid? SheetId { get; init; }

    /// <summary>Number of the row in that spreadsheet.</summary>
    public int? SheetRow { get; init; }

    public int Credits { get; init; }

    public GenerationState State { get; set; }

    public int Attempt { get; set; }

    /// <summary>Attempts of earlier lives: a failed row that is tried again has all its attempts once more.</summary>
    public int EarlierAttempts { get; set; }

    /// <summary>How often in this attempt an answer was lost, so that it is not known what the provider did.</summary>
    public int Doubts { get; set; }

    /// <summary>1, and one more each time the failed row is tried again. Each life has its own hold and is settled once.</summary>
    public int Life { get; set; } = 1;

    /// <summary>The hold of a later life; null means the batch's own.</summary>
    public Guid? HoldId { get; set; }

    /// <summary>When a lane should look at this row again; <see cref="Parked"/> while its batch is paused, null once it has ended.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public string? TaskId { get; set; }

    /// <summary>To which vendor it was given last; null while it was given to none.</summary>
    public Route? Route { get; set; }

    /// <summary>Whether this attempt's order was given to a vendor: it may have been sent, and is never sent again.</summary>
    public bool Given => Route?.Attempt == Attempt;

    public string? OutputKey { get; set; }

    public GenerationResult? Output { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public void Configure(EntityTypeBuilder<Generation> builder)
    {
        builder.ToTable("generations").HasKey(generation => new { generation.StoreId, generation.Id });
        builder.Property(generation => generation.Output).HasJson();
        builder.Property(generation => generation.Route).HasJson();
    }
}
