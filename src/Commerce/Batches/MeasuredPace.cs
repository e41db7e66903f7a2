using Commerce.Data;
using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>How fast and how well this store's last batches went.</summary>
/// <param name="SecondsEach">Seconds from one row to the next, by kind and by the model that made it: neither speaks for another.</param>
/// <param name="FailureShare">Rows that ended without a result, 0 to 1.</param>
public sealed record MeasuredPace(IReadOnlyDictionary<(GenerationKind Kind, string Model), double> SecondsEach, double FailureShare)
{
    /// <summary>How long the lines take that have to be made; null when one of them was never measured.</summary>
    public TimeSpan? For(IReadOnlyList<PlanLine> lines)
    {
        var seconds = 0.0;
        foreach (var line in lines.Where(line => line.Rows > line.Reused))
        {
            if (!SecondsEach.TryGetValue((line.Kind, line.Model), out var each))
            {
                return null;
            }

            seconds += (line.Rows - line.Reused) * each;
        }

        return TimeSpan.FromSeconds(seconds);
    }
}

/// <summary>Measures the pace from the last rows of the last batches that ended; however large they were, it reads a few thousand rows.</summary>
public sealed class MeasuredPaces(CommerceContext context, StoreScope scope)
{
    /// <summary>Null before anything was delivered.</summary>
    public async Task<MeasuredPace?> ReadAsync(CancellationToken cancellationToken)
    {
        // Work and wall clock are taken from the same rows, so the quotient is right for any number of lanes. So many
        // batches, that a model of which the very last ones did not make use is still known.
        var measured = await context.Database.SqlQuery<Measure>(
            $"""
            with ended as (
              select id from batches where store_id = {scope.StoreId} and finished_at is not null order by finished_at desc limit 20
            ), samples as (
              select ended.id, g.kind, g.model, g.state, g.started_at, g.ended_at
              from ended cross join lateral (
                select * from generations g
                where g.store_id = {scope.StoreId} and g.batch_id = ended.id
                order by row_number desc limit 200) g
              where g.reused_from is null and g.started_at is not null and g.ended_at is not null and g.state in ('done', 'failed', 'expired')
            ), walls as (
              select model, sum(wall) as wall from (
                select id, model, greatest(extract(epoch from max(ended_at) - min(started_at)), 0.001)::float8 as wall
                from samples where state = 'done' group by id, model) each
              group by model
            ), works as (
              select model, sum(extract(epoch from ended_at - started_at)) as worked from samples where state = 'done' group by model
            )
            select s.kind, s.model, count(*) filter (where s.state = 'done')::int as delivered, count(*) filter (where s.state <> 'done')::int as failed,
                   coalesce(sum(extract(epoch from s.ended_at - s.started_at)) filter (where s.state = 'done'), 0)::float8 as worked,
                   greatest(1, coalesce(w.worked / nullif(l.wall, 0), 1))::float8 as "AtOnce"
            from samples s left join walls l using (model) left join works w using (model)
            group by s.kind, s.model, w.worked, l.wall
            """).ToListAsync(cancellationToken);
        var done = measured.Where(row => row.Delivered > 0).ToList();
        return done.Count == 0
            ? null
            : new MeasuredPace(
                done.ToDictionary(row => (Enum.Parse<GenerationKind>(row.Kind, ignoreCase: true), row.Model), row => Math.Max(row.Worked / row.Delivered, 0.0001) / row.AtOnce),
                measured.Sum(row => row.Failed) / (double)measured.Sum(row => row.Delivered + row.Failed));
    }

    private sealed record Measure(string Kind, string Model, int Delivered, int Failed, double Worked, double AtOnce);
}
