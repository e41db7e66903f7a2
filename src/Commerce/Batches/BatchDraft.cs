using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches;

/// <summary>What a person has chosen so far. It can be left, gone back to and changed until a batch is started from it.</summary>
public sealed class BatchDraft : ITenantRow, IEntityTypeConfiguration<BatchDraft>
{
    public const int LongestName = 80;

    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    /// <summary>As the owner called it; empty until then.</summary>
    public string Name { get; init; } = string.Empty;

    public Guid[] ProductIds { get; init; } = [];

    /// <summary>Everything that matches when the batch is started, instead of chosen products.</summary>
    public CatalogueFilter? Filter { get; init; }

    /// <summary>The validated spreadsheet whose rows it makes, instead of chosen products.</summary>
    public Guid? SheetId { get; init; }

    /// <summary>The batch whose failed rows it makes again, as long as its products stay as they were.</summary>
    public Guid? FailedOf { get; init; }

    /// <summary>The failure those rows have in common.</summary>
    public string? FailedCode { get; init; }

    public required RecipeContent Content { get; init; }

    /// <summary>The saved version the content was taken from, as long as it is unchanged.</summary>
    public Guid? RecipeId { get; init; }

    /// <summary>The pilot that was started from it last.</summary>
    public Guid? PilotId { get; init; }

    /// <summary>When the batch is to begin; null means at once.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where its rows come from.</summary>
    public RowSource Source =>
        FailedOf is { } batch ? new RowSource.Failed(batch, FailedCode ?? "") : SheetId is { } sheet ? new RowSource.Sheet(sheet) : Filter is { } filter ? new RowSource.Matching(filter) : new RowSource.Products(ProductIds);

    public void Configure(EntityTypeBuilder<BatchDraft> builder)
    {
        builder.ToTable("batch_drafts").HasKey(draft => new { draft.StoreId, draft.Id });
        builder.Ignore(draft => draft.Source);
        builder.Property(draft => draft.Content).HasJson();
        builder.Property(draft => draft.Filter).HasJson();
    }
}
