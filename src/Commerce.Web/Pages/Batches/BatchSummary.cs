using Commerce.Batches;
using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What the choices so far would make, cost and allow; stands beside every step.</summary>
/// <param name="Missing">Chosen products that have left the catalogue since.</param>
public sealed record BatchSummary(RecipeContent Content, int Products, int Missing, BatchPlan Plan)
{
    public static async Task<BatchSummary> ReadAsync(BatchPlanner planner, CommerceContext context, BatchDraft? draft, CancellationToken cancellationToken)
    {
        if (draft is null)
        {
            var available = await context.Balances.Select(balance => balance.Available).SingleOrDefaultAsync(cancellationToken);
            return new BatchSummary(new RecipeContent([], "", false, null), 0, 0, new BatchPlan([], [], 0, available, null, 0));
        }

        var ids = draft.ProductIds;
        var known = await context.Products.CountAsync(product => ids.Contains(product.Id) && product.RemovedAt == null, cancellationToken);
        var plan = await planner.PlanAsync(ids, draft.Content, cancellationToken);
        return new BatchSummary(draft.Content, known, ids.Length - known, plan);
    }
}
