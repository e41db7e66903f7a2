using Commerce.Batches.Recurring;
using Commerce.Data;
using Commerce.Routing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Recurring;

/// <summary>A recurring run in the list, with what became of it last and the models it names that are shut down soon.</summary>
public sealed record RecurringLine(RecurringRun Run, string Scope, string RecipeName, int RecipeVersion, Guid? SavedRecipeId, RecurringStart? Last, IReadOnlyList<Shutdown> Ending);

/// <summary>The store's recurring runs.</summary>
public sealed class IndexModel(CommerceContext context, Shutdowns shutdowns, IStringLocalizer<Words> text) : PageModel
{
    // More recurring runs than this nobody keeps apart; the oldest are still run.
    private const int Most = 200;

    public IReadOnlyList<RecurringLine> Lines { get; private set; } = [];

    /// <summary>Those that paused themselves.</summary>
    public IEnumerable<RecurringRun> Stopped => Lines.Select(line => line.Run).Where(run => run.PauseReason.Length > 0);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var rows = await context.RecurringRuns.AsNoTracking().OrderBy(run => run.Name).ThenBy(run => run.Id).Take(Most)
            .Join(context.Recipes, run => run.RecipeId, recipe => recipe.Id, (run, recipe) => new
            {
                Run = run,
                recipe.Name,
                recipe.Content,
                recipe.Version,
                recipe.SavedRecipeId,
                Last = context.RecurringStarts.Where(start => start.RecurringId == run.Id).OrderByDescending(start => start.Period).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var lines = new List<RecurringLine>();
        var ending = await shutdowns.OfAllAsync([.. rows.Select(row => row.Content)], cancellationToken);
        foreach (var (index, row) in rows.Index())
        {
            lines.Add(new RecurringLine(row.Run, await ScopeWords.SentenceAsync(context, text, row.Run.Filter, cancellationToken), row.Name, row.Version, row.SavedRecipeId, row.Last, ending[index]));
        }

        Lines = lines;
    }
}
