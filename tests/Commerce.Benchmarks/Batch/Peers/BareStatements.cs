using System.Diagnostics;
using Npgsql;

namespace Commerce.Benchmarks.Batch.Peers;

/// <summary>
/// The least that a row costs on any engine: claim, then finish with history, entry, hold and balance. Two transactions,
/// because a claim must be durable before the work it allows begins.
/// </summary>
internal static class BareStatements
{
    public static string Claim(Guid store, int group) =>
        $"""
        with due as (
          select id from generations where store_id = '{store}' and due_at <= now() and lease_until is null
          order by due_at, id limit {group} for update skip locked),
        claimed as (
          update generations set lease_owner = 'bare', lease_until = now() + interval '15 seconds'
          from due where generations.store_id = '{store}' and generations.id = due.id
          returning generations.id)
        select coalesce(array_agg(id), array[]::uuid[]) as ids from claimed
        """;

    /// <summary>Ends the rows that <paramref name="ids"/> names, an expression of type uuid[].</summary>
    public static string Finish(Guid store, string ids) =>
        $"""
        with moved as (
          update generations set state = 'done', due_at = null, lease_until = null, ended_at = now()
          where store_id = '{store}' and id = any({ids}) and state = 'queued'
          returning id, batch_id, credits),
        event as (
          insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
          select '{store}', gen_random_uuid(), id, 'queued', 'done', 'Delivered', now() from moved),
        line as (
          insert into entries (store_id, id, kind, amount, available_change, held_change, business_key, hold_id, batch_id, generation_id, note, created_at)
          select '{store}', gen_random_uuid(), 'capture', moved.credits, 0, -moved.credits, 'settle:' || moved.id, batches.hold_id, moved.batch_id, moved.id, 'Delivered', now()
          from moved join batches on batches.store_id = '{store}' and batches.id = moved.batch_id
          on conflict (store_id, business_key) do nothing
          returning hold_id, amount, held_change),
        settled as (
          update holds set captured = captured + sums.amount
          from (select hold_id, sum(amount) as amount from line group by hold_id) sums
          where holds.store_id = '{store}' and holds.id = sums.hold_id)
        update balances set held = held + sums.change
        from (select sum(held_change) as change from line having count(*) > 0) sums
        where balances.store_id = '{store}'
        """;

    /// <summary>Rows a second from a loop of ours, where PostgreSQL's own load program is missing.</summary>
    public static async Task<double> RunAsync(string owner, BenchStore store, int rows, int group, int clients, CancellationToken ct)
    {
        await using var source = new NpgsqlDataSourceBuilder(owner) { ConnectionStringBuilder = { MaxAutoPrepare = 4, AutoPrepareMinUsages = 1 } }.Build();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => WorkOffAsync(source, store.Id, group, ct)));
        return rows / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task WorkOffAsync(NpgsqlDataSource source, Guid store, int group, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var claim = new NpgsqlCommand(Claim(store, group), connection);
        await using var finish = new NpgsqlCommand(Finish(store, "$1"), connection) { Parameters = { new NpgsqlParameter<Guid[]>() } };
        while (await claim.ExecuteScalarAsync(ct) is Guid[] { Length: > 0 } ids)
        {
            finish.Parameters[0].Value = ids;
            await finish.ExecuteNonQueryAsync(ct);
        }
    }
}
