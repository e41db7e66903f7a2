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

    public required RecipeContent Content { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public void Configure(EntityTypeBuilder<BatchDraft> builder)
    {
        builder.ToTable("batch_drafts").HasKey(draft => new { draft.StoreId, draft.Id });
        builder.Property(draft => draft.Content).HasJson();
    }
}
