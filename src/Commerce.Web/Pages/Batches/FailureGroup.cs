using Commerce.Data;
using Commerce.Generations;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>Rows that failed for one reason, and what that meant for the money.</summary>
public sealed record FailureGroup(string Code, string Reason, int Rows, long Credits, IReadOnlyList<string> Products)
{
    private const int Named = 5;

    public static async Task<IReadOnlyList<FailureGroup>> ReadAsync(CommerceContext context, Guid batchId, CancellationToken cancellationToken)
    {
        var rows = await context.Generations.AsNoTracking()
            .Where(row => row.BatchId == batchId && (row.State == GenerationState.Failed || row.State == GenerationState.Expired))
            .Join(context.Products, row => row.ProductId, product => product.Id, (row, product) => new { row.ErrorCode, row.ErrorMessage, row.Credits, product.Title })
            .ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.ErrorCode ?? "")
            .Select(group => new FailureGroup(
                group.Key, group.First().ErrorMessage ?? "", group.Count(), group.Sum(row => (long)row.Credits),
                [.. group.Select(row => row.Title).Distinct().Order(StringComparer.CurrentCulture).Take(Named)]))
            .OrderByDescending(group => group.Rows)];
    }
}
