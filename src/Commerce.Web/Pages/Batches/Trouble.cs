using Commerce.Data;
using Commerce.Generations;
using Commerce.Generations.Failures;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Batches;

/// <summary>What goes wrong in a run, most frequent first; for the page that watches it.</summary>
public sealed record Trouble(string Reason, int Rows)
{
    private const int Most = 3;

    public static async Task<IReadOnlyList<Trouble>> ReadAsync(CommerceContext context, Guid batchId, CancellationToken cancellationToken)
    {
        var codes = await context.Generations
            .Where(row => row.BatchId == batchId && (row.State == GenerationState.Failed || row.State == GenerationState.Expired))
            .GroupBy(row => row.ErrorCode)
            .Select(group => new { Code = group.Key, Rows = group.Count() })
            .OrderByDescending(group => group.Rows).Take(Most).ToListAsync(cancellationToken);
        return [.. codes.Select(code => new Trouble(FailureCatalogue.Of(code.Code).Reason, code.Rows))];
    }
}
