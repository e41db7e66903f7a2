using Commerce.Credits;
using Commerce.Data;
using Commerce.Routing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>Ends a store's unfinished rows at once, without a worker's turn: each as cancelled, its credits back in the same transaction.</summary>
public sealed class GenerationStopping(CommerceContext context, Transitions transitions, OrderStops stops, TimeProvider time)
{
    private const int Page = 200;

    /// <summary>May be broken off and called again; rows that have ended stay as they are.</summary>
    /// <returns>How many rows it ended.</returns>
    public async Task<int> StopAllAsync(string reason, CancellationToken cancellationToken)
    {
        var stopped = 0;
        while (true)
        {
            var rows = await context.Generations.AsNoTracking().Where(row => row.DueAt != null).OrderBy(row => row.Id).Take(Page).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                return stopped;
            }

            // A row that a worker moved meanwhile is passed over; the next page reads it anew.
            var now = time.GetUtcNow();
            var ended = await transitions.WriteAsync(
                [.. rows.Select(row => new RowMove(row, GenerationState.Cancelled, reason)
                {
                    DueAt = null, GivesBack = true, EndedAt = now, Settles = EntryKind.Release, ErrorCode = "cancelled", ErrorMessage = reason,
                })],
                cancellationToken);
            stopped += ended.Count;
            foreach (var row in rows.Where(row => ended.Contains(row.Id)))
            {
                GenerationTelemetry.Count(row, "cancelled");
                await stops.StopAsync(row, cancellationToken);
            }
        }
    }
}
