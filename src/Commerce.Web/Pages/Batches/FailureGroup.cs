using Commerce.Data;
using Commerce.Generations;
using Commerce.Generations.Failures;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>Rows that failed for one reason, what helps, and what that meant for the money.</summary>
/// <param name="Said">What the provider said of one of them.</param>
/// <param name="Sayings">How many different things it said.</param>
/// <param name="Products">The first few products by name.</param>
public sealed record FailureGroup(FailureEntry Entry, int Rows, long Credits, string Said, int Sayings, IReadOnlyList<string> Products)
{
    private const int Named = 5;

    public static async Task<IReadOnlyList<FailureGroup>> ReadAsync(CommerceContext context, Guid batchId, CancellationToken cancellationToken)
    {
        var failed = context.Generations.Where(row => row.BatchId == batchId && (row.State == GenerationState.Failed || row.State == GenerationState.Expired));
        var groups = await failed.GroupBy(row => row.ErrorCode ?? "").Select(group => new
        {
            Code = group.Key,
            Rows = group.Count(),
            Credits = group.Sum(row => (long)row.Credits),
            Said = group.Min(row => row.ErrorMessage) ?? "",
            Sayings = group.Select(row => row.ErrorMessage).Distinct().Count(),
        }).OrderByDescending(group => group.Rows).ToListAsync(cancellationToken);
        var read = new List<FailureGroup>(groups.Count);
        foreach (var group in groups)
        {
            var names = await failed.Where(row => (row.ErrorCode ?? "") == group.Code).OrderBy(row => row.RowNumber).Take(Named)
                .Join(context.Products, row => row.ProductId, product => product.Id, (row, product) => product.Title).ToListAsync(cancellationToken);
            read.Add(new FailureGroup(FailureCatalogue.Of(group.Code), group.Rows, group.Credits, group.Said, group.Sayings, [.. names.Distinct().Order(StringComparer.CurrentCulture)]));
        }

        return read;
    }
}
