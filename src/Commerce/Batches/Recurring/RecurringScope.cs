using Commerce.Data;
using Commerce.Generations;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Recurring;

/// <summary>Which products a recurring run makes now.</summary>
public sealed class RecurringScope(CommerceContext context, StoreScope scope, BatchPlanner planner)
{
    /// <summary>
    /// The products that match, have a picture, and have neither a result of any version of the recipe nor one on its way; so
    /// many of them, by title, as the cap allows.
    /// </summary>
    /// <exception cref="CostChangedException">The cap is below what one product costs.</exception>
    public async Task<RowSource> ReadAsync(RecurringRun run, Recipe recipe, CancellationToken cancellationToken)
    {
        var versions = context.Recipes.Where(row => row.Id == recipe.Id || (recipe.SavedRecipeId != null && row.SavedRecipeId == recipe.SavedRecipeId)).Select(row => row.Id);
        var batches = context.Batches.Where(batch => versions.Contains(batch.RecipeId)).Select(batch => batch.Id);
        var wanted = await run.Filter.Of(context, scope.StoreId)
            .Where(product => product.SourceImages.Any(image => image.RemovedAt == null))
            .Where(product => !context.Generations.Any(row => row.StoreId == scope.StoreId && row.ProductId == product.Id && batches.Contains(row.BatchId)
                && row.State != GenerationState.Failed && row.State != GenerationState.Cancelled && row.State != GenerationState.Expired))
            .OrderBy(product => product.Title).ThenBy(product => product.Id)
            .Select(product => product.Id)
            .ToListAsync(cancellationToken);
        if (wanted.Count == 0)
        {
            return new RowSource.Products([]);
        }

        // Products cost the same each unless an earlier result serves them; so many without any are never over the cap.
        var each = await planner.EachAsync(recipe.Content, cancellationToken);
        var affordable = (int)Math.Min(wanted.Count, each == 0 ? wanted.Count : run.MostCredits / each);
        return affordable > 0 ? new RowSource.Products(wanted[..affordable]) : throw new CostChangedException(each);
    }
}
