using Commerce.Benchmarks.Frame;
using Commerce.Workbench.Storms;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>Whether the books of a bench are right, asked of the tables as their owner: a fast figure with wrong books is none.</summary>
internal static class BenchAccounts
{
    // Counted once for all rows: a look for each would read the ledger as often as there are rows.
    private const string Settled =
        """
        select count(*) from generations g left join (
          select store_id, generation_id, count(*) filter (where kind = 'capture') as captures, count(*) filter (where kind = 'release') as releases
          from entries where generation_id is not null group by 1, 2) one on one.store_id = g.store_id and one.generation_id = g.id
        """;

    private static readonly (string What, string Sql)[] Rules =
    [
        ("rows without an end", "select count(*) from generations where state not in ('done', 'failed', 'cancelled')"),
        ("delivered rows without exactly one charge", $"{Settled} where g.state = 'done' and coalesce(one.captures, 0) <> 1"),
        ("undelivered rows with a charge", $"{Settled} where g.state <> 'done' and one.captures > 0"),
        ("undelivered rows without their credits back", $"{Settled} where g.state in ('failed', 'cancelled') and coalesce(one.releases, 0) <> 1"),
        ("rows without history", "select count(*) from generations g where not exists (select 1 from generation_events v where v.store_id = g.store_id and v.generation_id = g.id)"),
    ];

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        // The rows are minutes old and nobody has counted them yet: without figures the questions are planned for empty tables.
        await using (var analyze = owner.CreateCommand("analyze"))
        {
            analyze.CommandTimeout = 300;
            await analyze.ExecuteNonQueryAsync(ct);
        }

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
