using System.Security.Cryptography;
using System.Text;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Keeps recipes. A version is written once; a change makes the next one, and what ran with the old one keeps it.</summary>
public sealed class RecipeBook(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>The version with this content that belongs to no saved recipe, made now when there is none.</summary>
    public async Task<Guid> AloneAsync(string name, RecipeContent content, string by, CancellationToken cancellationToken)
    {
        var (id, now, json, hash) = (NewId(), time.GetUtcNow(), JsonColumn.Write(content), Hash(content));
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into recipes (store_id, id, version, name, content, content_hash, created_by, created_at)
            values ({scope.StoreId}, {id}, 1, {name}, {json}::jsonb, {hash}, {by}, {now})
            on conflict (store_id, content_hash) where saved_recipe_id is null do nothing
            """,
            cancellationToken);
        return await context.Recipes.Where(row => row.ContentHash == hash && row.SavedRecipeId == null).Select(row => row.Id).SingleAsync(cancellationToken);
    }

    /// <summary>Saves the content under a name as version 1 of a new recipe; the same id again changes nothing.</summary>
    /// <returns>The version's id.</returns>
    public async Task<Guid> SaveNewAsync(Guid id, string name, RecipeContent content, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into saved_recipes (store_id, id, name, created_by, created_at, updated_at) values ({scope.StoreId}, {id}, {name}, {by}, {now}, {now})
            on conflict (store_id, id) do nothing
            """,
            cancellationToken);
        return (await SaveAsync(id, name, content, by, cancellationToken))!.Value;
    }

    /// <summary>Renames a saved recipe and makes its next version when the content differs from its newest one.</summary>
    /// <returns>The newest version's id; null when there is no such recipe or it is put away.</returns>
    public async Task<Guid?> SaveAsync(Guid id, string name, RecipeContent content, string by, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The recipe's row is the lock under which versions are numbered.
        var now = time.GetUtcNow();
        var found = await context.SavedRecipes.Where(row => row.Id == id && row.ArchivedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Name, name).SetProperty(one => one.UpdatedAt, now), cancellationToken);
        if (found == 0)
        {
            return null;
        }

        var newest = await NewestAsync(id, cancellationToken);
        var hash = Hash(content);
        if (newest?.ContentHash == hash)
        {
            await transaction.CommitAsync(cancellationToken);
            return newest.Id;
        }

        var next = new Recipe
        {
            StoreId = scope.StoreId,
            Id = NewId(),
            SavedRecipeId = id,
            Version = (newest?.Version ?? 0) + 1,
            Name = name,
            Content = content,
            ContentHash = hash,
            CreatedBy = by,
            CreatedAt = now,
        };
        context.Recipes.Add(next);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next.Id;
    }

    /// <summary>Puts a recipe away, or takes it out again. False when there is none.</summary>
    public async Task<bool> ArchiveAsync(Guid id, bool away, CancellationToken cancellationToken)
    {
        DateTimeOffset? at = away ? time.GetUtcNow() : null;
        return await context.SavedRecipes.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.ArchivedAt, at), cancellationToken) == 1;
    }

    /// <summary>A saved recipe's newest version.</summary>
    public Task<Recipe?> NewestAsync(Guid savedRecipeId, CancellationToken cancellationToken) => context.Recipes.AsNoTracking()
        .Where(row => row.SavedRecipeId == savedRecipeId).OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Equal content has equal hashes.</summary>
    public static string Hash(RecipeContent content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonColumn.Write(content))));

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
