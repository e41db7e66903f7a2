using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>A batch's credits, over every hold it had: the one it started with and those of rows tried again.</summary>
public sealed record BatchMoney(int Holds, long Held, long Paid, long Back)
{
    /// <summary>What is still set aside.</summary>
    public long Open => Held - Paid - Back;

    public static async Task<BatchMoney> ReadAsync(CommerceContext context, Guid batchId, CancellationToken cancellationToken)
    {
        var sums = await context.Holds.Where(hold => hold.BatchId == batchId).GroupBy(hold => hold.BatchId)
            .Select(holds => new { Count = holds.Count(), Held = holds.Sum(hold => hold.Amount), Paid = holds.Sum(hold => hold.Captured), Back = holds.Sum(hold => hold.Released) })
            .SingleAsync(cancellationToken);
        return new BatchMoney(sums.Count, sums.Held, sums.Paid, sums.Back);
    }
}
