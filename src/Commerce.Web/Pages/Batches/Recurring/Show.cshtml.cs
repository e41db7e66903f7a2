using System.Globalization;
using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Data;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Recurring;

/// <summary>One recurring run: what it makes and when, how its batches went, and what can be done with it.</summary>
public sealed class ShowModel(
    CommerceContext context, RecurringRuns runs, BatchPlanner planner, StoreZone zone, IStringLocalizer<Words> text) : PageModel
{
    private const int PageSize = 30;

    [FromRoute]
    public Guid Id { get; set; }

    public RecurringRun Run { get; private set; } = null!;

    /// <summary>The version it is pinned to.</summary>
    public Recipe Recipe { get; private set; } = null!;

    public int NewestVersion { get; private set; }

    /// <summary>Its products' filter in words.</summary>
    public string Scope { get; private set; } = "";

    /// <summary>What one product costs with its version now.</summary>
    public long EachCredits { get; private set; }

    public IReadOnlyList<PastRun> Past { get; private set; } = [];

    public string? NextHref { get; private set; }

    public string ZoneName => zone.Zone.Id;

    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        if (await context.RecurringRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == Id, cancellationToken) is not { } run)
        {
            return NotFound();
        }

        (Run, Recipe) = (run, await context.Recipes.AsNoTracking().SingleAsync(recipe => recipe.Id == run.RecipeId, cancellationToken));
        NewestVersion = await context.Recipes.Where(recipe => recipe.Id == Recipe.Id || (Recipe.SavedRecipeId != null && recipe.SavedRecipeId == Recipe.SavedRecipeId))
            .MaxAsync(recipe => recipe.Version, cancellationToken);
        Scope = await ScopeWords.SentenceAsync(context, text, run.Filter, cancellationToken);
        EachCredits = await planner.EachAsync(Recipe.Content, cancellationToken);
        DateOnly? mark = DateOnly.TryParseExact(after, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var past = await PastRun.ReadAsync(context, Id, mark, PageSize + 1, cancellationToken);
        Past = [.. past.Take(PageSize)];
        NextHref = past.Count > PageSize ? $"/batches/recurring/{Id}?after={Past[^1].Start.Period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : null;
        return Page();
    }

    public async Task<IActionResult> OnPostPauseAsync(CancellationToken cancellationToken) =>
        await StayAsync(await runs.PauseAsync(Id, cancellationToken), text["Paused. Nothing starts until you resume it."], cancellationToken);

    public async Task<IActionResult> OnPostResumeAsync(CancellationToken cancellationToken) =>
        await StayAsync(await runs.ResumeAsync(Id, cancellationToken), text["Resumed."], cancellationToken);

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken) =>
        await runs.DeleteAsync(Id, cancellationToken) ? this.Go("/batches/recurring", text["Deleted. The batches it started stay."]) : NotFound();

    // Somebody else may have been quicker; then the page says how things stand.
    private async Task<IActionResult> StayAsync(bool done, string words, CancellationToken cancellationToken) =>
        done ? this.Stay(words)
        : await context.RecurringRuns.AnyAsync(run => run.Id == Id, cancellationToken) ? this.Stay(text["It had been changed meanwhile. The page shows how it stands."])
        : NotFound();
}
