using Commerce.Batches;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>One batch: what moves on top, and below it rows, results, failures, recipe, money and history.</summary>
public sealed class ShowModel(
    CommerceContext context, BatchCancelling cancelling, BatchDrafts drafts, LedgerLines ledger, MediaLinks links, TimeProvider time,
    IStringLocalizer<Words> text, Figures figures) : PageModel
{
    private const int PageSize = 40;
    public static readonly string[] Tabs = ["results", "rows", "failures", "recipe", "money", "history"];

    [FromRoute]
    public Guid Id { get; set; }

    public string Tab { get; private set; } = "results";

    public Batch Batch { get; private set; } = null!;

    public RecipeContent Recipe { get; private set; } = null!;

    public BatchView Now { get; private set; } = null!;

    public IReadOnlyList<ResultTile> Results { get; private set; } = [];

    public IReadOnlyList<RowLine> Rows { get; private set; } = [];

    public IReadOnlyList<FailureGroup> Failures { get; private set; } = [];

    public IReadOnlyList<LedgerLine> Money { get; private set; } = [];

    /// <summary>When the first row was delivered.</summary>
    public DateTimeOffset? FirstAt { get; private set; }

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? tab, string? after, CancellationToken cancellationToken)
    {
        if (await BatchView.ReadAsync(context, links, time, Id, cancellationToken) is not { } now)
        {
            return NotFound();
        }

        Now = now;
        Batch = await context.Batches.AsNoTracking().SingleAsync(batch => batch.Id == Id, cancellationToken);
        Recipe = await context.Recipes.Where(recipe => recipe.Id == Batch.RecipeId).Select(recipe => recipe.Content).SingleAsync(cancellationToken);
        Tab = Tabs.Contains(tab) ? tab! : now.Progress switch
        {
            { Active: true } => "rows",
            { Done: 0, Failed: > 0 } => "failures",
            _ => "results",
        };
        await (Tab switch
        {
            "rows" => ReadRowsAsync(after, cancellationToken),
            "failures" => ReadFailuresAsync(cancellationToken),
            "money" => ReadMoneyAsync(after, cancellationToken),
            "history" => ReadHistoryAsync(cancellationToken),
            "results" => ReadResultsAsync(after, cancellationToken),
            _ => Task.CompletedTask,
        });
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken)
    {
        if (!await context.Batches.AnyAsync(batch => batch.Id == Id, cancellationToken))
        {
            return NotFound();
        }

        return this.Stay(await cancelling.CancelAsync(Id, User.Actor(), cancellationToken)
            ? text["Cancelling. What is not made yet costs nothing."]
            : text["This batch had already ended."]);
    }

    /// <summary>Opens a new draft with the products and styles that failed for one reason.</summary>
    public async Task<IActionResult> OnPostAgainAsync(string? code, CancellationToken cancellationToken)
    {
        var failed = await context.Generations.AsNoTracking()
            .Where(row => row.BatchId == Id && (row.State == GenerationState.Failed || row.State == GenerationState.Expired) && (row.ErrorCode ?? "") == (code ?? ""))
            .Select(row => new { row.ProductId, row.Style, row.Width, row.Height }).ToListAsync(cancellationToken);
        if (failed.Count == 0)
        {
            return NotFound();
        }

        var recipe = await context.Batches.Where(batch => batch.Id == Id).Join(context.Recipes, batch => batch.RecipeId, row => row.Id, (_, row) => row.Content).SingleAsync(cancellationToken);
        var styles = failed.Select(row => new RecipeStyle(row.Style, row.Width, row.Height, 1)).Distinct().ToList();
        var draftId = Guid.CreateVersion7(time.GetUtcNow());
        await drafts.ChooseProductsAsync(draftId, [.. failed.Select(row => row.ProductId)], User.Actor(), cancellationToken);
        await drafts.ChooseContentAsync(draftId, recipe with { Styles = styles }, cancellationToken);
        return this.Go($"/batches/new/{draftId}/review");
    }

    public string MadeWords => Outputs.Words(text, figures, Now.Images, Now.Videos);

    private async Task ReadResultsAsync(string? after, CancellationToken cancellationToken)
    {
        var tiles = await ResultTile.ReadAsync(context, links, Id, Guid.TryParse(after, out var mark) ? mark : null, PageSize + 1, cancellationToken);
        Results = [.. tiles.Take(PageSize)];
        NextHref = tiles.Count > PageSize ? $"/batches/{Id}?tab=results&after={Results[^1].Id}" : null;
    }

    private async Task ReadRowsAsync(string? after, CancellationToken cancellationToken)
    {
        var rows = await RowLine.ReadAsync(context, Id, int.TryParse(after, out var mark) ? mark : 0, PageSize + 1, cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        NextHref = rows.Count > PageSize ? $"/batches/{Id}?tab=rows&after={Rows[^1].Number}" : null;
    }

    private async Task ReadFailuresAsync(CancellationToken cancellationToken) => Failures = await FailureGroup.ReadAsync(context, Id, cancellationToken);

    private async Task ReadMoneyAsync(string? after, CancellationToken cancellationToken)
    {
        var lines = await ledger.ReadAsync(null, Id, Guid.TryParse(after, out var mark) ? mark : null, PageSize + 1, cancellationToken);
        Money = [.. lines.Take(PageSize)];
        NextHref = lines.Count > PageSize ? $"/batches/{Id}?tab=money&after={Money[^1].Id}" : null;
    }

    private async Task ReadHistoryAsync(CancellationToken cancellationToken) =>
        FirstAt = await context.Assets.Where(asset => asset.BatchId == Id).MinAsync(asset => (DateTimeOffset?)asset.CreatedAt, cancellationToken);
}
