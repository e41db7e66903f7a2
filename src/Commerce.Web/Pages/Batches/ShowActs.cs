using Commerce.Batches;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Generations;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What a batch's page can be told to do.</summary>
public sealed partial class ShowModel
{
    private const string TooLate = "This batch had moved on meanwhile. The page shows how it stands.";

    /// <summary>Why the last act was refused, in words.</summary>
    public string? Problem { get; private set; }

    /// <summary>The time that was written for another start, when it could not be read.</summary>
    public string? MoveTo { get; private set; }

    /// <summary>What is wrong with it, said beside it.</summary>
    public string? MoveProblem { get; private set; }

    public Task<IActionResult> OnPostCancelAsync([FromServices] BatchCancelling cancelling, CancellationToken cancellationToken) => ActAsync(
        () => cancelling.CancelAsync(Id, User.Actor(), cancellationToken), "Cancelling. What is not made yet costs nothing.", cancellationToken);

    public Task<IActionResult> OnPostPauseAsync([FromServices] BatchPausing pausing, CancellationToken cancellationToken) => ActAsync(
        () => pausing.PauseAsync(Id, User.Actor(), cancellationToken), "Paused. What had begun comes to its end; the rest waits and keeps its credits.", cancellationToken);

    public Task<IActionResult> OnPostResumeAsync([FromServices] BatchResuming resuming, CancellationToken cancellationToken) => ActAsync(
        () => resuming.ResumeAsync(Id, User.Actor(), cancellationToken), "Going on where it was.", cancellationToken);

    public Task<IActionResult> OnPostFrontAsync([FromServices] BatchPriority priority, CancellationToken cancellationToken) => ActAsync(
        () => priority.ToFrontAsync(Id, User.Actor(), cancellationToken), "At the front. Its rows come before those of your other batches.", cancellationToken);

    public Task<IActionResult> OnPostBackAsync([FromServices] BatchPriority priority, CancellationToken cancellationToken) => ActAsync(
        () => priority.ToBackAsync(Id, User.Actor(), cancellationToken), "Back in the queue, behind what waits now.", cancellationToken);

    public Task<IActionResult> OnPostStartAsync([FromServices] BatchScheduling scheduling, CancellationToken cancellationToken) => ActAsync(
        () => scheduling.StartNowAsync(Id, User.Actor(), cancellationToken), "Started. Its rows are due now.", cancellationToken);

    /// <summary>Gives a scheduled batch another time to start.</summary>
    public async Task<IActionResult> OnPostMoveAsync([FromServices] BatchScheduling scheduling, string? startsAt, CancellationToken cancellationToken)
    {
        if (StartTime.Read(startsAt, ZoneName, time.GetUtcNow(), text).At is { } moment)
        {
            return await ActAsync(() => scheduling.MoveAsync(Id, moment, User.Actor(), cancellationToken), text["Moved. It starts {0}.", figures.Moment(moment)], cancellationToken);
        }

        (MoveTo, MoveProblem) = (startsAt ?? "", text["Choose a time in the next twelve months, or start it now instead."].Value);
        return await OnGetAsync(null, null, null, cancellationToken) is NotFoundResult gone ? gone : this.Invalid();
    }

    /// <summary>Sends failed rows round again in this batch: those with one code, or all of them.</summary>
    public async Task<IActionResult> OnPostRetryAsync([FromServices] BatchRetrying retrying, string? code, CancellationToken cancellationToken)
    {
        if (!await context.Batches.AnyAsync(batch => batch.Id == Id, cancellationToken))
        {
            return NotFound();
        }

        try
        {
            var rows = code is null ? null : await Failed(code).Select(row => row.Id).ToListAsync(cancellationToken);
            var sent = await retrying.RetryAsync(Id, rows, User.Actor(), cancellationToken);
            return this.Stay(sent.Rows == 0
                ? text["Nothing was left to try again: it was made meanwhile, or another batch makes it."].Value
                : figures.Count(sent.Rows, "1 row goes round again", "{0} rows go round again"));
        }
        catch (Exception error) when (error is NotEnoughCreditsException or BillingRefusedException)
        {
            Problem = error.Message;
            return await OnGetAsync("failures", null, null, cancellationToken) is NotFoundResult gone ? gone : this.Invalid();
        }
    }

    /// <summary>
    /// Opens a new draft of the rows that failed for one reason, and of no others: at its end, or where styles are chosen when
    /// another one is wanted.
    /// </summary>
    public async Task<IActionResult> OnPostAgainAsync([FromServices] BatchDrafts drafts, string? code, bool otherStyle, CancellationToken cancellationToken)
    {
        var failed = await Failed(code ?? "").Select(row => new { row.ProductId, row.Style, row.Width, row.Height }).Distinct().ToListAsync(cancellationToken);
        if (failed.Count == 0)
        {
            return NotFound();
        }

        // Products alone would lose the pictures and words that the rows of a spreadsheet bring along.
        if (await Failed(code ?? "").AnyAsync(row => row.SheetId != null, cancellationToken))
        {
            return this.Go($"/batches/sheets?batch={Id}");
        }

        var recipe = await context.Batches.Where(batch => batch.Id == Id).Join(context.Recipes, batch => batch.RecipeId, row => row.Id, (_, row) => row.Content).SingleAsync(cancellationToken);
        var styles = failed.Select(row => new RecipeStyle(row.Style, row.Width, row.Height, 1)).Distinct().ToList();
        var draftId = Guid.CreateVersion7(time.GetUtcNow());
        await drafts.ChooseFailedAsync(draftId, new RowSource.Failed(Id, code ?? ""), [.. failed.Select(row => row.ProductId).Distinct()], User.Actor(), cancellationToken);

        // Of several copies those that were delivered must not be served again in place of the one that failed.
        var variations = recipe.NewVariations || recipe.Styles.Any(style => style.Count > 1);
        await drafts.ChooseContentAsync(draftId, recipe with { Styles = styles, NewVariations = variations }, cancellationToken);
        return this.Go($"/batches/new/{draftId}/{(otherStyle ? "styles" : "review")}");
    }

    private IQueryable<Generation> Failed(string code) => context.Generations.AsNoTracking()
        .Where(row => row.BatchId == Id && (row.State == GenerationState.Failed || row.State == GenerationState.Expired) && (row.ErrorCode ?? "") == code);

    // Somebody else may have been quicker; then the page says how things stand.
    private async Task<IActionResult> ActAsync(Func<Task<bool>> act, string done, CancellationToken cancellationToken) =>
        await context.Batches.AnyAsync(batch => batch.Id == Id, cancellationToken) ? this.Stay(text[await act() ? done : TooLate]) : NotFound();
}
