using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets;

/// <summary>Makes a batch draft of a checked sheet's good rows; one of a failure report carries its batch's recipe.</summary>
public sealed class SheetDrafts(CommerceContext context, BatchDrafts drafts, TimeProvider time)
{
    /// <summary>The draft to go on with, the same one however often it is asked for; null when there is no such sheet or no good row.</summary>
    public async Task<Guid?> OpenAsync(Guid sheetId, string by, CancellationToken cancellationToken)
    {
        var draftId = Guid.CreateVersion7(time.GetUtcNow());
        await context.Sheets.Where(sheet => sheet.Id == sheetId && sheet.State == SheetState.Checked && sheet.GoodCount > 0 && sheet.DraftId == null)
            .ExecuteUpdateAsync(sheet => sheet.SetProperty(row => row.DraftId, draftId), cancellationToken);
        if (await context.Sheets.AsNoTracking().SingleOrDefaultAsync(sheet => sheet.Id == sheetId && sheet.State == SheetState.Checked, cancellationToken) is not { DraftId: { } kept } sheet)
            return null;
        if (await drafts.FindAsync(kept, cancellationToken) is null)
            await drafts.ChooseSheetAsync(kept, sheetId, sheet.Name.Length <= BatchDraft.LongestName ? sheet.Name : sheet.Name[..BatchDraft.LongestName], by, cancellationToken, await RecipeOfAsync(sheet, cancellationToken));
        return kept;
    }

    // What comes back as a failure report is made as it was asked for.
    private Task<Recipe?> RecipeOfAsync(Sheet sheet, CancellationToken cancellationToken) => context.Recipes.AsNoTracking()
        .Where(recipe => context.Batches.Any(batch => batch.Id == sheet.BatchId && batch.RecipeId == recipe.Id)).SingleOrDefaultAsync(cancellationToken);
}
