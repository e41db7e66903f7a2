using Commerce.Benchmarks.Frame;
using Commerce.Workbench.Storms;
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
    ];

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        var faults = new List<string>(await LedgerRules.FaultsAsync(owner, ct));
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
