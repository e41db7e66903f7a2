using Commerce.Benchmarks.Frame;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>Whether the books of a bench are right, asked of the tables as their owner: a fast figure with wrong books is none.</summary>
internal static class BenchAccounts
{
    private static readonly (string What, string Sql)[] Rules =
    [
        ("rows without an end", "select count(*) from generations where state not in ('done', 'failed', 'cancelled')"),
        ("delivered rows without exactly one charge", "select count(*) from generations g where state = 'done' and 1 <> (select count(*) from entries e where e.store_id = g.store_id and e.generation_id = g.id and e.kind = 'capture')"),
        ("undelivered rows with a charge", "select count(*) from generations g join entries e on e.store_id = g.store_id and e.generation_id = g.id where g.state <> 'done' and e.kind = 'capture'"),
        ("undelivered rows without their credits back", "select count(*) from generations g where state in ('failed', 'cancelled') and 1 <> (select count(*) from entries e where e.store_id = g.store_id and e.generation_id = g.id and e.kind = 'release')"),
        ("rows without history", "select count(*) from generations g where not exists (select 1 from generation_events v where v.store_id = g.store_id and v.generation_id = g.id)"),
        ("balances that are not the sum of their entries", "select count(*) from balances b where (available, held) is distinct from (select sum(available_change), sum(held_change) from entries e where e.store_id = b.store_id)"),
        ("holds that do not match their entries", "select count(*) from holds h where (captured, released) is distinct from (select coalesce(sum(amount) filter (where kind = 'capture'), 0), coalesce(sum(amount) filter (where kind = 'release'), 0) from entries e where e.store_id = h.store_id and e.hold_id = h.id)"),
    ];

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        var faults = new List<string>();
        foreach (var (what, sql) in Rules)
        {
            if (await MeasuredServer.ReadAsync<long>(owner, sql, ct) is > 0 and var count)
            {
                faults.Add($"{count} {what}");
            }
        }

        return faults;
    }
}
