using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Review;

/// <summary>What the results of one style were found to be on average.</summary>
/// <param name="Rated">How many results anybody rated.</param>
public sealed record RatingAverage(string Style, double Stars, int Rated)
{
    /// <summary>The rated styles of one batch, best first.</summary>
    public static Task<List<RatingAverage>> OfBatchAsync(CommerceContext context, Guid batchId, CancellationToken cancellationToken) =>
        ByStyleAsync(context, context.Assets.Where(asset => asset.BatchId == batchId).Select(asset => asset.Id), cancellationToken);

    /// <summary>The same over every batch that ran this version of a recipe.</summary>
    public static Task<List<RatingAverage>> OfRecipeAsync(CommerceContext context, Guid recipeId, CancellationToken cancellationToken) =>
        ByStyleAsync(
            context,
            context.Assets.Where(asset => context.Batches.Any(batch => batch.Id == asset.BatchId && batch.RecipeId == recipeId)).Select(asset => asset.Id),
            cancellationToken);

    private static async Task<List<RatingAverage>> ByStyleAsync(CommerceContext context, IQueryable<Guid> assets, CancellationToken cancellationToken)
    {
        var rows = await context.Ratings.Where(rating => assets.Contains(rating.AssetId))
            .Join(context.Assets, rating => rating.AssetId, asset => asset.Id, (rating, asset) => new { asset.Style, asset.Id, rating.Stars })
            .GroupBy(row => row.Style)
            .Select(group => new { Style = group.Key, Stars = group.Average(row => row.Stars), Rated = group.Select(row => row.Id).Distinct().Count() })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new RatingAverage(row.Style, row.Stars, row.Rated)).OrderByDescending(row => row.Stars).ThenBy(row => row.Style, StringComparer.Ordinal)];
    }

    /// <summary>All rated styles taken together; null when nothing was rated.</summary>
    public static double? Together(IReadOnlyCollection<RatingAverage> styles) =>
        styles.Count == 0 ? null : styles.Sum(style => style.Stars * style.Rated) / styles.Sum(style => style.Rated);
}
