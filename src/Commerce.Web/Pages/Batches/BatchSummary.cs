using Commerce.Batches;
using Commerce.Data;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What the choices so far would make, cost and allow; stands beside every step.</summary>
/// <param name="Products">Products it is for; with a pilot, the others.</param>
/// <param name="Missing">Chosen products that have left the catalogue since.</param>
public sealed record BatchSummary(RecipeContent Content, int Products, int Missing, BatchPlan Plan)
{
    /// <summary>Products that the owner's limit leaves no room for.</summary>
    public int Beyond { get; init; }

    /// <summary>What the shop could take, where it was asked; for videos it has to be.</summary>
    public PublishingForecast? Forecast { get; init; }

    public static async Task<BatchSummary> ReadAsync(BatchPlanner planner, CommerceContext context, BatchDraft? draft, CancellationToken cancellationToken, RowSource? rest = null)
    {
        if (draft is null)
        {
            var available = await context.Balances.Select(balance => balance.Available).SingleOrDefaultAsync(cancellationToken);
            return new BatchSummary(new RecipeContent([], "", false, null), 0, 0, BatchPlan.Empty(available));
        }

        var ids = draft.ProductIds;
        var plan = await planner.PlanAsync(rest ?? draft.Source, draft.Content, cancellationToken);
        var known = rest is null && draft.Source is (RowSource.Products or RowSource.Failed)
            ? await context.Products.CountAsync(product => ids.Contains(product.Id) && product.RemovedAt == null, cancellationToken)
            : plan.Products + plan.LeftOutCount;
        return new BatchSummary(draft.Content, known, rest is null ? Math.Max(0, ids.Length - known) : 0, plan);
    }
}
