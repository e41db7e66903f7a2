using Commerce.Batches;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Review;
using Commerce.Styles;
using Commerce.Tenancy;
using Commerce.Web.Downloads;
using Commerce.Web.Face;
using Commerce.Web.Pages.Review;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>One batch: what moves on top, and below it rows, results, failures, recipe, money and history.</summary>
public sealed partial class ShowModel(
    CommerceContext context, PilotViews pilots, MediaLinks links, DownloadLinks downloads, StoreScope scope, StoreZone zone, TimeProvider time,
    IStringLocalizer<Words> text, Figures figures) : PageModel
{
    internal const int PageSize = 40;
    public static readonly string[] Tabs = ["results", "rows", "failures", "recipe", "money", "history"];

    [FromRoute]
    public Guid Id { get; set; }

    public string Tab { get; private set; } = "results";

    public RowFilter Filter { get; private set; }

    public Batch Batch => Now.Batch;

    public RecipeContent Recipe { get; private set; } = null!;

    public BatchView Now { get; private set; } = null!;

    public IReadOnlyList<ResultTile> Results { get; private set; } = [];

    public IReadOnlyList<RowLine> Rows { get; private set; } = [];

    public IReadOnlyList<FailureGroup> Failures { get; private set; } = [];

    /// <summary>Whether its rows came from a spreadsheet, where they are corrected.</summary>
    public bool FromSheet { get; private set; }

    public IReadOnlyList<LedgerLine> Money { get; private set; } = [];

    public IReadOnlyList<RatingAverage> Ratings { get; private set; } = [];

    public IReadOnlyList<RatingAverage> RecipeRatings { get; private set; } = [];

    /// <summary>How many results are approved.</summary>
    public int Approved { get; private set; }

    /// <summary>How far the review of what an ended batch delivered has come; null while it runs, or without a result.</summary>
    public ReviewCounts? Reviews { get; private set; }

    /// <summary>How many of the delivered results are videos.</summary>
    public int Videos { get; private set; }

    /// <summary>What was done to the batch, latest first.</summary>
    public IReadOnlyList<BatchEvent> Events { get; private set; } = [];

    /// <summary>The pilot it is, or follows.</summary>
    public PilotView? Pilot { get; private set; }

    /// <summary>What was set aside when it began.</summary>
    public long FirstHold { get; private set; }

    /// <summary>Whether other batches of the store stand in the same queue.</summary>
    public bool Crowded { get; private set; }

    /// <summary>When the first row was delivered.</summary>
    public DateTimeOffset? FirstAt { get; private set; }

    public string? NextHref { get; private set; }

    public string ZoneName => zone.Zone.Id;

    public string MadeWords => Outputs.Words(text, figures, Now.Progress.Done - Videos, Videos);

    public async Task<IActionResult> OnGetAsync(string? tab, string? after, string? show, CancellationToken cancellationToken)
    {
        if (await BatchView.ReadAsync(context, links, time, Id, cancellationToken) is not { } now)
        {
            return NotFound();
        }

        (Now, Filter) = (now, RowFilters.Find(show));
        Recipe = await context.Recipes.Where(recipe => recipe.Id == Batch.RecipeId).Select(recipe => recipe.Content).SingleAsync(cancellationToken);
        Videos = await CountVideosAsync(cancellationToken);
        Reviews = now.Progress is { Active: false, Done: > 0 } ? await ReviewCounts.ReadAsync(context, new ReviewFilter(ReviewState.Pending, Id, null, null), cancellationToken) : null;
        Pilot = await pilots.ReadAsync(Id, cancellationToken);
        Crowded = now.Progress.Active && await context.Batches.AnyAsync(batch => batch.FinishedAt == null && batch.Id != Id, cancellationToken);
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
            "recipe" => ReadRecipeAsync(cancellationToken),
            "money" => ReadMoneyAsync(after, cancellationToken),
            "history" => ReadHistoryAsync(cancellationToken),
            _ => ReadResultsAsync(after, cancellationToken),
        });
        return Page();
    }

    /// <summary>The address under which the browser can take a file of this batch away for the next minutes.</summary>
    public async Task<IActionResult> OnGetDownloadAsync(string? file, CancellationToken cancellationToken) =>
        BatchFile.Find(file ?? BatchFile.Results) is { } wanted && await context.Batches.AnyAsync(batch => batch.Id == Id, cancellationToken)
            ? Content(downloads.For(scope.StoreId, Id, wanted.Name), "text/plain")
            : NotFound();

    // Only a recipe of pictures and videos needs a look at what was delivered.
    private async Task<int> CountVideosAsync(CancellationToken cancellationToken)
    {
        var kinds = Recipe.Styles.Select(wanted => StyleCatalogue.Find(wanted.Style)?.Kind ?? GenerationKind.Image).Distinct().ToList();
        return kinds switch
        {
            [GenerationKind.Image] => 0,
            [GenerationKind.Video] => Now.Progress.Done,
            _ => await context.Assets.CountAsync(asset => asset.BatchId == Id && asset.Kind == GenerationKind.Video, cancellationToken),
        };
    }

    private async Task ReadResultsAsync(string? after, CancellationToken cancellationToken)
    {
        var tiles = await ResultTile.ReadAsync(context, links, Batch, Guid.TryParse(after, out var mark) ? mark : null, PageSize + 1, cancellationToken);
        Results = [.. tiles.Take(PageSize)];
        NextHref = tiles.Count > PageSize ? $"/batches/{Id}?tab=results&after={Results[^1].Id}" : null;
        Ratings = await RatingAverage.OfBatchAsync(context, Id, cancellationToken);
        Approved = await context.Assets.CountAsync(asset => asset.BatchId == Id && asset.ReviewState == ReviewState.Approved, cancellationToken);
    }

    private async Task ReadRowsAsync(string? after, CancellationToken cancellationToken)
    {
        var rows = await RowLine.ReadAsync(context, Batch, Filter, int.TryParse(after, out var mark) ? mark : 0, PageSize + 1, cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        NextHref = rows.Count > PageSize ? Filter.Href(Id, Rows[^1].Number) : null;
    }

    private async Task ReadFailuresAsync(CancellationToken cancellationToken)
    {
        Failures = await FailureGroup.ReadAsync(context, Id, cancellationToken);
        FromSheet = await context.Generations.AnyAsync(row => row.StoreId == Batch.StoreId && row.BatchId == Id && row.SheetId != null, cancellationToken);
    }

    private async Task ReadRecipeAsync(CancellationToken cancellationToken)
    {
        Ratings = await RatingAverage.OfBatchAsync(context, Id, cancellationToken);
        RecipeRatings = await RatingAverage.OfRecipeAsync(context, Batch.RecipeId, cancellationToken);
    }

    private async Task ReadMoneyAsync(string? after, CancellationToken cancellationToken)
    {
        var lines = await MoneyLines.ReadAsync(context, Batch, Guid.TryParse(after, out var mark) ? mark : null, PageSize + 1, cancellationToken);
        Money = [.. lines.Take(PageSize)];
        NextHref = lines.Count > PageSize ? $"/batches/{Id}?tab=money&after={Money[^1].Id}" : null;
    }

    private async Task ReadHistoryAsync(CancellationToken cancellationToken)
    {
        Events = await context.BatchEvents.AsNoTracking().Where(line => line.BatchId == Id).OrderByDescending(line => line.At).ThenByDescending(line => line.Id).ToListAsync(cancellationToken);
        FirstHold = await context.Holds.Where(hold => hold.Id == Batch.HoldId).Select(hold => hold.Amount).SingleAsync(cancellationToken);
        FirstAt = await context.Assets.Where(asset => asset.StoreId == Batch.StoreId && asset.BatchId == Id).OrderBy(asset => asset.Id)
            .Select(asset => (DateTimeOffset?)asset.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }
}
