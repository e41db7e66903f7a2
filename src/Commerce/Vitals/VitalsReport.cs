using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Vitals;

/// <summary>One route's figures over the window: the 75th percentile of each metric and how many documents measured it.</summary>
/// <param name="Route">The page's template.</param>
/// <param name="Lcp">Milliseconds; null without a sample.</param>
/// <param name="Cls">A score; null without a sample.</param>
/// <param name="Inp">Milliseconds; null without a sample.</param>
public sealed record RouteVitals(string Route, double? Lcp, int LcpSamples, double? Cls, int ClsSamples, double? Inp, int InpSamples);

/// <summary>How fast pages are for everybody, over all stores. For operators only: it looks over every store's wall.</summary>
public sealed class VitalsReport(CommerceContext context, TimeProvider time)
{
    /// <summary>Every route measured in the window, slowest paint first; one kind of device, or all.</summary>
    public async Task<IReadOnlyList<RouteVitals>> ReadAsync(Device? device, CancellationToken cancellationToken)
    {
        var (since, kind) = (time.GetUtcNow() - VitalsGoals.Window, device is { } one ? EnumText.Of(one) : null);
        return await OperatorWork.RunAsync(context, () => context.Database.SqlQuery<RouteVitals>(
            $"""
            select route as "Route",
              percentile_cont(0.75) within group (order by lcp) as "Lcp", count(lcp)::int as "LcpSamples",
              percentile_cont(0.75) within group (order by cls) as "Cls", count(cls)::int as "ClsSamples",
              percentile_cont(0.75) within group (order by inp) as "Inp", count(inp)::int as "InpSamples"
            from web_vitals
            where measured_at >= {since} and ({kind}::text is null or device = {kind})
            group by route
            order by 2 desc nulls last, 1
            """).ToListAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Deletes what is older than the window, of every store. Returns how many rows.</summary>
    public Task<int> ForgetOldAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - VitalsGoals.Window;
        return OperatorWork.RunAsync(context, () => context.Database.ExecuteSqlAsync($"delete from web_vitals where measured_at < {before}", cancellationToken), cancellationToken);
    }
}
