using Commerce.Batches;
using Commerce.Generations;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What a batch's page can be told to do.</summary>
public sealed partial class ShowModel
{
    public Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken) => ActAsync(
        () => cancelling.CancelAsync(Id, User.Actor(), cancellationToken), "Cancelling. What is not made yet costs nothing.", "This batch had already ended.", cancellationToken);

    /// <summary>
    /// Opens a new draft with the products and styles that failed for one reason: at its end, or where styles are chosen
    /// when another one is wanted.
    /// </summary>
    public async Task<IActionResult> OnPostAgainAsync(string? code, bool otherStyle, CancellationToken cancellationToken)
    {
        var failed = await context.Generations.AsNoTracking()
            .Where(row => row.BatchId == Id && (row.State == GenerationState.Failed || row.State == GenerationState.Expired) && (row.ErrorCode ?? "") == (code ?? ""))
            .Select(row => new { row.ProductId, row.Style, row.Width, row.Height }).Distinct().ToListAsync(cancellationToken);
        if (failed.Count == 0)
        {
            return NotFound();
        }

        var recipe = await context.Batches.Where(batch => batch.Id == Id).Join(context.Recipes, batch => batch.RecipeId, row => row.Id, (_, row) => row.Content).SingleAsync(cancellationToken);
        var styles = failed.Select(row => new RecipeStyle(row.Style, row.Width, row.Height, 1)).Distinct().ToList();
        var draftId = Guid.CreateVersion7(time.GetUtcNow());
        await drafts.ChooseProductsAsync(draftId, [.. failed.Select(row => row.ProductId).Distinct()], User.Actor(), cancellationToken);
        await drafts.ChooseContentAsync(draftId, recipe with { Styles = styles }, cancellationToken);
        return this.Go($"/batches/new/{draftId}/{(otherStyle ? "styles" : "review")}");
    }

    // Somebody else may have been quicker; then the page says how things stand.
    private async Task<IActionResult> ActAsync(Func<Task<bool>> act, string done, string tooLate, CancellationToken cancellationToken) =>
        await context.Batches.AnyAsync(batch => batch.Id == Id, cancellationToken) ? this.Stay(text[await act() ? done : tooLate]) : NotFound();
}
