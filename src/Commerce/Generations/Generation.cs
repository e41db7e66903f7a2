using Commerce.Data;
using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Generations;

/// <summary>One requested output: the unit of work, money and error.</summary>
public sealed class Generation : ITenantRow, IEntityTypeConfiguration<Generation>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid BatchId { get; init; }

    public int RowNumber { get; init; }

    public Guid ProductId { get; init; }

    public Guid SourceImageId { get; init; }

    public GenerationKind Kind { get; init; }

    public required string Style { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public long Seed { get; init; }

    public required string RequestHash { get; init; }

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

    /// <summary>When a lane should look at this row again; null once it has ended.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public string? TaskId { get; set; }

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
    }
}
