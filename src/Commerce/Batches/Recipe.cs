using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches;

/// <summary>One immutable version of what to make: of a saved recipe, or alone. Alone, the same content is stored once.</summary>
public sealed class Recipe : ITenantRow, IEntityTypeConfiguration<Recipe>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid? SavedRecipeId { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    public required RecipeContent Content { get; init; }

    public required string ContentHash { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public void Configure(EntityTypeBuilder<Recipe> builder)
    {
        builder.ToTable("recipes").HasKey(recipe => new { recipe.StoreId, recipe.Id });
        builder.Property(recipe => recipe.Content).HasJson();
    }
}
