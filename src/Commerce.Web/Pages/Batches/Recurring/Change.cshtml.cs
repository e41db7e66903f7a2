using Commerce.Batches;
using Commerce.Batches.Recurring;
using Commerce.Data;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches.Recurring;

/// <summary>Changes a recurring run from its next day on.</summary>
public sealed class ChangeModel(
    CommerceContext context, BatchPlanner planner, RecurringRuns runs, StoreZone zone, TimeProvider time, IStringLocalizer<Words> text) : PageModel
{
    private const int MostVersions = 50;

    private IReadOnlyList<Recipe> recipes = [];
    private Recipe chosen = null!;

    [FromRoute]
    public Guid Id { get; set; }

    public RecurringRun Run { get; private set; } = null!;

    public RecurringForm Form { get; private set; } = null!;

    /// <summary>Its products' filter in words.</summary>
    public string Scope { get; private set; } = "";

    public IEnumerable<SelectListItem> Versions => recipes.Select(recipe =>
        new SelectListItem(text["Version {0}: {1}", recipe.Version, Outputs.Recipe(text, recipe.Content)], recipe.Id.ToString(), recipe.Id == chosen.Id));

    /// <summary>What one product costs with the chosen version now.</summary>
    public long EachCredits { get; private set; }

    public string ZoneName => zone.Zone.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(null, cancellationToken))
        {
            return NotFound();
        }

        Form = RecurringForm.Of(Run);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid version, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(version, cancellationToken))
        {
            return NotFound();
        }

        Form = RecurringForm.Read(Request.Form, ModelState, text, DateOnly.FromDateTime(LocalTime.In(time.GetUtcNow(), ZoneName)), Run.FirstOn);
        if (Form.MostCredits < EachCredits)
        {
            ModelState.AddModelError("mostCredits", text["One product costs {0} credits with this recipe; allow at least that.", EachCredits]);
        }

        if (chosen.Id != version)
        {
            ModelState.AddModelError("version", text["Choose a version of this recipe."]);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var change = new RecurringChange(Form.Name, chosen.Id, Form.Every, Form.FirstOn, Form.AtTime, Form.MostCredits);
        return await runs.ChangeAsync(Id, change, cancellationToken) ? this.Go($"/batches/recurring/{Id}", text["Saved. It holds from the next run on."]) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid? version, CancellationToken cancellationToken)
    {
        if (await context.RecurringRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == Id, cancellationToken) is not { } run)
        {
            return false;
        }

        Run = run;
        var pinned = await context.Recipes.AsNoTracking().SingleAsync(recipe => recipe.Id == run.RecipeId, cancellationToken);
        var others = await context.Recipes.AsNoTracking().Where(recipe => recipe.Id != pinned.Id && recipe.SavedRecipeId != null && recipe.SavedRecipeId == pinned.SavedRecipeId)
            .OrderByDescending(recipe => recipe.Version).Take(MostVersions).ToListAsync(cancellationToken);
        recipes = [.. others.Append(pinned).OrderByDescending(recipe => recipe.Version)];
        chosen = recipes.FirstOrDefault(recipe => recipe.Id == version) ?? pinned;
        Scope = await ScopeWords.SentenceAsync(context, text, run.Filter, cancellationToken);
        EachCredits = await planner.EachAsync(chosen.Content, cancellationToken);
        return true;
    }
}
