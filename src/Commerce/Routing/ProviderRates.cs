using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>Limits how often something is asked of a vendor, counted by all processes together: some at once, then evenly.</summary>
public sealed class ProviderRates(CommerceContext context, TimeProvider time)
{
    // Far longer than any window here.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Takes a turn.</summary>
    /// <param name="name">Whose turns are counted.</param>
    /// <param name="burst">How many may be taken at once.</param>
    /// <param name="every">How often one more comes up.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when there is none left just now.</returns>
    public async Task<bool> TakeAsync(string name, int burst, TimeSpan every, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await context.Database.ExecuteSqlAsync(
            $"""
            insert into provider_rates as rate (name, next_at) values ({name}, {now + every})
            on conflict (name) do update set next_at = greatest(rate.next_at, {now}) + {every} where rate.next_at <= {now + (every * (burst - 1))}
            """, cancellationToken) > 0;
    }

    /// <summary>Removes what nobody has counted by for a day.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        return context.ProviderRates.Where(rate => rate.NextAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
