using Npgsql;

namespace Commerce.Workbench.Storms;

/// <summary>What must hold of every ledger at any time, asked of the tables as their owner.</summary>
public static class LedgerRules
{
    // Added up once for all holds: a look for each would read the ledger as often as there are holds.
    private const string Holds =
        """
        select count(*) from holds h left join (
          select store_id, hold_id, sum(amount) filter (where kind = 'capture') as captured, sum(amount) filter (where kind = 'release') as released,
                 count(*) filter (where kind = 'hold') as holds, sum(amount) filter (where kind = 'hold') as amount
          from entries where hold_id is not null group by 1, 2) e on e.store_id = h.store_id and e.hold_id = h.id
        """;

    private static readonly (string What, string Sql)[] Rules =
    [
        ("balances that are not the sum of their entries", "select count(*) from balances b where (available, held) <> (select coalesce(sum(available_change), 0), coalesce(sum(held_change), 0) from entries e where e.store_id = b.store_id)"),
        ("balances below zero", "select count(*) from balances where available < 0 or held < 0"),
        ("stores whose debits are not their credits", "select count(*) from balances b where available + held <> (select coalesce(sum(case when kind in ('grant', 'adjust') then available_change when kind in ('capture', 'refund', 'expire') then -amount else 0 end), 0) from entries e where e.store_id = b.store_id)"),
        ("holds that do not match their entries", $"{Holds} where (h.captured, h.released) <> (coalesce(e.captured, 0), coalesce(e.released, 0))"),
        ("holds without their own entry", $"{Holds} where coalesce(e.holds, 0) <> 1 or e.amount <> h.amount"),
        ("business keys that exist twice", "select count(*) from (select from entries group by store_id, business_key having count(*) > 1) twice"),
        ("rows that are both charged and given back", "select count(*) from (select from entries where kind in ('capture', 'release') group by store_id, generation_id, hold_id having count(*) > 1) both_ways"),
    ];

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        var faults = new List<string>();
        foreach (var (what, sql) in Rules)
        {
            await using var command = owner.CreateCommand(sql);
            command.CommandTimeout = 300;
            if (await command.ExecuteScalarAsync(ct) is long and > 0 and var count)
            {
                faults.Add($"{count} {what}");
            }
        }

        return faults;
    }
}
