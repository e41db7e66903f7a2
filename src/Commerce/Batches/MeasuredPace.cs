using Commerce.Data;
using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>How fast and how well this store's last batches went.</summary>
/// <param name="SecondsEach">Seconds of work for one row of a kind.</param>
/// <param name="AtOnce">How many rows advanced at the same time.</param>
/// <param name="FailureShare">Rows that ended without a result, 0 to 1.</param>
public sealed record MeasuredPace(IReadOnlyDictionary<GenerationKind, double> SecondsEach, double AtOnce, double FailureShare)
{
    /// <summary>How long the lines take that have to be made.</summary>
    public TimeSpan For(IReadOnlyList<PlanLine> lines)
    {
        var slowest = SecondsEach.Values.Max();
        return TimeSpan.FromSeconds(lines.Sum(line => (line.Rows - line.Reused) * SecondsEach.GetValueOrDefault(line.Kind, slowest)) / AtOnce);
    }
}

/// <summary>Measures the pace from the last rows of the last batches that ended; however large they were, it reads a few hundred rows.</summary>
public sealed class MeasuredPaces(CommerceContext context, StoreScope scope)
{
    /// <summary>Null before anything was delivered.</summary>
    public async Task<MeasuredPace?> ReadAsync(CancellationToken cancellationToken)
    {
        // Work and wall clock are taken from the same rows, so the quotient is right for any number of lanes.
        var measured = await context.Database.SqlQuery<Measure>(
            $"""
            with runs as (
              select id from batches where store_id = {scope.StoreId} and finished_at is not null order by finished_at desc limit 5
            ), samples as (
              select runs.id, g.kind, g.state, g.started_at, g.ended_at
              from runs cross join lateral (
                select * from generations g
                where g.store_id = {scope.StoreId} and g.batch_id = runs.id
                order by row_number desc limit 200) g
              where g.reused_from is null and g.started_at is not null and g.ended_at is not null and g.state in ('done', 'failed', 'expired')
            ), walls as (
              select greatest(extract(epoch from max(ended_at) - min(started_at)), 0.001)::float8 as wall from samples where state = 'done' group by id
            )
            select kind, count(*) filter (where state = 'done')::int as delivered, count(*) filter (where state <> 'done')::int as failed,
                   coalesce(sum(extract(epoch from ended_at - started_at)) filter (where state = 'done'), 0)::float8 as worked,
                   (select coalesce(sum(wall), 0) from walls)::float8 as wall
            from samples group by kind
            """).ToListAsync(cancellationToken);
        var done = measured.Where(row => row.Delivered > 0).ToList();
        if (done.Count == 0)
        {
            return null;
        }

        var (worked, rows) = (done.Sum(row => row.Worked), measured.Sum(row => row.Delivered + row.Failed));
        return new MeasuredPace(
            done.ToDictionary(row => Enum.Parse<GenerationKind>(row.Kind, ignoreCase: true), row => Math.Max(row.Worked / row.Delivered, 0.0001)),
            Math.Max(1, worked / done[0].Wall),
            measured.Sum(row => row.Failed) / (double)rows);
    }

    private sealed record Measure(string Kind, int Delivered, int Failed, double Worked, double Wall);
}
