using Microsoft.EntityFrameworkCore;

namespace Commerce.Operations;

/// <summary>Tells how the providers did in the last hour, from the rows that ended.</summary>
public sealed class ProviderHealth(AllStores stores, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>One line for each provider that ended a row, by name.</summary>
    public async Task<IReadOnlyList<ProviderFigures>> ReadAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Window;
        var groups = await stores.ReadAsync((context, group) => context.Database.SqlQuery<ProviderFigures>(
            $"""
            select provider as "Provider", sum(attempt - earlier_attempts)::bigint as "Calls",
                   count(*) filter (where state = 'done') as "Delivered",
                   count(*) filter (where state in ('failed', 'expired')) as "Failed",
                   coalesce(sum(extract(epoch from ended_at - started_at)) filter (where state = 'done'), 0)::double precision as "Seconds",
                   coalesce(max(extract(epoch from ended_at - started_at)) filter (where state = 'done'), 0)::double precision as "Slowest",
                   (array_agg(error_code order by ended_at desc) filter (where state in ('failed', 'expired')))[1] as "LastError",
                   max(ended_at) filter (where state in ('failed', 'expired')) as "LastErrorAt"
            from generations where store_id = any({group}) and ended_at >= {since}
            group by provider
            """).ToListAsync(cancellationToken), cancellationToken);
        return [.. groups.GroupBy(figures => figures.Provider).Select(group => group.Aggregate((sum, one) => sum.With(one))).OrderBy(figures => figures.Provider, StringComparer.Ordinal)];
    }
}
