using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>What stores in scope need looked after at night: models they name, and callbacks that are done with.</summary>
public sealed class ModelWatch(CommerceContext context, TimeProvider time)
{
    // Rows end long before; a copy of a callback that comes later still finds its row ended.
    private static readonly TimeSpan CallbacksKept = TimeSpan.FromDays(1);

    /// <summary>The models named by recipes that are in use: the newest version of saved ones, and those that recurring runs are pinned to.</summary>
    public async Task<IReadOnlySet<string>> NamedAsync(CancellationToken cancellationToken)
    {
        var contents = context.Recipes.AsNoTracking()
            .Where(recipe =>
                (context.SavedRecipes.Any(saved => saved.StoreId == recipe.StoreId && saved.Id == recipe.SavedRecipeId && saved.ArchivedAt == null)
                    && !context.Recipes.Any(later => later.StoreId == recipe.StoreId && later.SavedRecipeId == recipe.SavedRecipeId && later.Version > recipe.Version))
                || context.RecurringRuns.Any(run => run.StoreId == recipe.StoreId && run.RecipeId == recipe.Id && run.State == RecurringState.Active))
            .Select(recipe => recipe.Content);
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (RecipeContent content in contents.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            names.UnionWith(Shutdowns.Named(content).Select(one => one.Name));
        }

        return names;
    }

    /// <summary>Removes callbacks that came more than a day ago.</summary>
    public Task<int> ForgetCallbacksAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - CallbacksKept;
        return context.ProviderCallbacks.Where(callback => callback.ReceivedAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
