using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Styles;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>Step two: what to make of each product.</summary>
public sealed class StyleModel(
    CommerceContext context, BatchDrafts drafts, BatchPlanner planner, ProviderCatalogue providers, Fragments fragments, IStringLocalizer<Words> text) : PageModel
{
    [FromRoute]
    public Guid DraftId { get; set; }

    public RecipeContent Recipe { get; private set; } = null!;

    public IReadOnlyList<Style> Offered { get; private set; } = [];

    public int? BrandVersion { get; private set; }

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

        var (content, problem) = await KeepAsync(cancellationToken);
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

        var (content, problem) = await KeepAsync(cancellationToken);
        if (problem is not null)
        {
            Problem = problem;
            await ShowAsync(before, content, cancellationToken);
            return this.Invalid();
        }

        return await SummaryStream.DrawAsync(
            this, fragments, planner, context, await drafts.FindAsync(DraftId, cancellationToken), cancellationToken, redraw: before.Content.BrandVersion != content.BrandVersion);
    }

    private async Task<(RecipeContent Content, string? Problem)> KeepAsync(CancellationToken cancellationToken)
    {
        var (content, problem) = RecipeForm.Read(Request.Form, Offering(), await drafts.BrandVersionAsync(cancellationToken));
        if (problem is null)
        {
            await drafts.ChooseContentAsync(DraftId, content, cancellationToken);
        }

        return (content, problem is null ? null : text[problem, RecipeLimits.Prompt].Value);
    }

    private List<Style> Offering() => [.. StyleCatalogue.All.Where(style => providers.Makes(style.Kind))];

    private async Task ShowAsync(BatchDraft draft, RecipeContent content, CancellationToken cancellationToken)
    {
        (Recipe, Offered, BrandVersion) = (content, Offering(), await drafts.BrandVersionAsync(cancellationToken));
        Summary = await BatchSummary.ReadAsync(planner, context, draft, cancellationToken);
    }
}
