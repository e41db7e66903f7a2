using Commerce.Batches.Pilots;
using Commerce.Data;
using Commerce.Library;
using Commerce.Web.Pages.Review;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>A pilot beside the run it speaks for.</summary>
/// <param name="DraftId">The draft it was started from, as long as it can be gone on with.</param>
/// <param name="Rows">Rows of the rest; null on the pilot's own page.</param>
/// <param name="Credits">What the rest holds.</param>
public sealed record PilotView(PilotResult Result, Guid? DraftId, int? Rows, long Credits)
{
    /// <summary>Whether the owner is asked if the rest is made although too little of the pilot was approved.</summary>
    public bool Asks => DraftId is not null && Rows is not null && Result is { Ready: true, Warns: true };

    /// <summary>Where the results of a pilot are reviewed that nobody has decided on.</summary>
    public static string ReviewHref(PilotResult pilot) => new ReviewFilter(ReviewState.Pending, pilot.BatchId, null, null).Href();
}

/// <summary>Finds the pilot that belongs to a batch's page.</summary>
public sealed class PilotViews(CommerceContext context, PilotBatches pilots)
{
    /// <summary>The batch itself when it is a pilot, or the one it follows; null when it has nothing to do with one.</summary>
    public async Task<PilotView?> ReadAsync(Guid batchId, CancellationToken cancellationToken)
    {
        var batch = await context.Batches.AsNoTracking().Where(row => row.Id == batchId)
            .Select(row => new { row.PilotOf, row.PilotId, row.RowCount, row.HoldId }).SingleOrDefaultAsync(cancellationToken);
        if ((batch?.PilotOf is null ? batch?.PilotId : batchId) is not { } pilotId || await pilots.ReadAsync(pilotId, cancellationToken) is not { } result)
        {
            return null;
        }

        if (pilotId != batchId)
        {
            return new PilotView(result, null, batch!.RowCount, await context.Holds.Where(hold => hold.Id == batch.HoldId).Select(hold => hold.Amount).SingleAsync(cancellationToken));
        }

        // A draft that was started, or removed, cannot be gone on with.
        var key = batch!.PilotOf!.Value.ToString();
        var open = await context.BatchDrafts.AnyAsync(draft => draft.Id == batch.PilotOf, cancellationToken)
            && !await context.Batches.AnyAsync(row => row.RequestKey == key, cancellationToken);
        return new PilotView(result, open ? batch.PilotOf : null, null, 0);
    }
}
