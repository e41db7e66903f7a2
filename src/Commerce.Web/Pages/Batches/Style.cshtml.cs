using Commerce.Batches;
using Commerce.Data;
using Commerce.Routing;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>Step two: what to make of each product.</summary>
public sealed class StyleModel(
    CommerceContext context, BatchDrafts drafts, RecipeBook recipes, BatchPlanner planner, ModelOffers offers, Fragments fragments, TimeProvider time,
    IStringLocalizer<Words> text) : PageModel
{
    private const int MostSaved = 200;

    [FromRoute]
    public Guid DraftId { get; set; }

    public StyleForm Form { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Saved { get; private set; } = [];

    /// <summary>The saved version the draft follows, as long as nothing is changed.</summary>
    public Recipe? Pinned { get; private set; }

    /// <summary>Made here, so that a form sent twice saves one recipe.</summary>
    public Guid NewRecipeId { get; private set; }

    public string? RecipeName { get; private set; }

    public string? RecipeProblem { get; private set; }

    public BatchSummary Summary { get; private set; } = null!;

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        await ShowAsync(draft, draft.Content, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        var (content, problem) = await KeepAsync(draft, cancellationToken);
        Problem = problem ?? (content.Styles.Count == 0 ? text["Choose at least one style. Nothing was started."].Value : null);
        if (Problem is null)
        {
            return this.Go($"/batches/new/{DraftId}/review");
        }

        await ShowAsync(draft, content, cancellationToken);
        return this.Invalid();
    }

    /// <summary>Keeps the choice while it is being made, and answers with the summary.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } before)
        {
            return NotFound();
        }

        var (content, problem) = await KeepAsync(before, cancellationToken);
        if (problem is not null)
        {
            Problem = problem;
            await ShowAsync(before, content, cancellationToken);
            return this.Invalid();
        }

        return await SummaryStream.DrawAsync(
            this, fragments, planner, context, await drafts.FindAsync(DraftId, cancellationToken), cancellationToken, redraw: before.Content.BrandVersion != content.BrandVersion);
    }

    /// <summary>Takes over what a saved recipe says, pinned to its newest version.</summary>
    public async Task<IActionResult> OnPostUseAsync(Guid? recipe, CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is null || recipe is not { } id || await recipes.NewestAsync(id, cancellationToken) is not { } newest)
        {
            return NotFound();
        }

        await drafts.ChooseContentAsync(DraftId, newest.Content, cancellationToken, newest.Id);
        return this.Go($"/batches/new/{DraftId}/styles", text["{0}, version {1}, is in use.", newest.Name, newest.Version]);
    }

    /// <summary>Saves the draft's recipe under a name; the draft follows it from then on.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Guid saved, string? recipeName, CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(DraftId, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        var name = RecipeForm.Clean(recipeName);
        RecipeProblem = name.Length is 0 or > SavedRecipe.LongestName ? text["Give it a name of at most {0} characters.", SavedRecipe.LongestName].Value
            : draft.Content.Styles.Count == 0 ? text["Choose at least one style first."].Value
            : saved == Guid.Empty ? text["Open this page again and save once more."].Value : null;
        if (RecipeProblem is not null)
        {
            RecipeName = name;
            await ShowAsync(draft, draft.Content, cancellationToken);
            return this.Invalid();
        }

        var version = await recipes.SaveNewAsync(saved, name, draft.Content, User.Actor(), cancellationToken);
        await drafts.ChooseContentAsync(DraftId, draft.Content, cancellationToken, version);
        return this.Stay(text["{0} is saved.", name]);
    }

    private async Task<(RecipeContent Content, string? Problem)> KeepAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        // A saved recipe keeps its brand version; a recipe of this batch alone takes the newest.
        var brand = draft.RecipeId is not null && draft.Content.BrandVersion is { } pinned ? pinned : await drafts.BrandVersionAsync(cancellationToken);
        var (content, problem) = RecipeForm.Read(Request.Form, await offers.ReadAsync(cancellationToken), brand);
        if (problem is null)
        {
            var same = RecipeBook.Hash(content) == RecipeBook.Hash(draft.Content);
            await drafts.ChooseContentAsync(DraftId, content, cancellationToken, same ? draft.RecipeId : null);
        }

        return (content, problem is null ? null : text[problem, RecipeLimits.Prompt].Value);
    }

    private async Task ShowAsync(BatchDraft draft, RecipeContent content, CancellationToken cancellationToken)
    {
        var brand = draft.RecipeId is not null && content.BrandVersion is { } pinned ? pinned : await drafts.BrandVersionAsync(cancellationToken);
        var offered = await offers.ReadAsync(cancellationToken);
        Form = new StyleForm(content, StyleForm.Offering(offered), brand, $"/batches/new/{DraftId}/previews", offered);
        NewRecipeId = Guid.CreateVersion7(time.GetUtcNow());
        Pinned = draft.RecipeId is { } id ? await context.Recipes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
        var saved = await context.SavedRecipes.AsNoTracking().Where(row => row.ArchivedAt == null).OrderBy(row => row.Name).ThenBy(row => row.Id).Take(MostSaved)
            .Select(row => new { row.Id, row.Name }).ToListAsync(cancellationToken);
        Saved = [.. saved.Select(row => new SelectListItem(row.Name, row.Id.ToString(), row.Id == Pinned?.SavedRecipeId))];
        Summary = await BatchSummary.ReadAsync(planner, context, draft, cancellationToken);
    }
}
