using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches;

/// <summary>A recipe the owner has named. What it says stands in its versions, which never change.</summary>
public sealed class SavedRecipe : ITenantRow, IEntityTypeConfiguration<SavedRecipe>
{
    public const int LongestName = 80;

    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public required string Name { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it was put away; its versions and batches stay.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public void Configure(EntityTypeBuilder<SavedRecipe> builder) => builder.ToTable("saved_recipes").HasKey(recipe => new { recipe.StoreId, recipe.Id });
}
