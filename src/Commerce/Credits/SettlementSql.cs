namespace Commerce.Credits;

/// <summary>
/// The part of a statement that settles rows: entries, holds and balance move together with whatever else the statement does,
/// or not at all. Business keys name row and life, so one life is either captured or released and never both, however often
/// it is tried.
/// </summary>
public static class SettlementSql
{
    /// <summary>The business key under which a life of a row is settled.</summary>
    public static string KeyOf(Guid row, int life) => life == 1 ? $"settle:{row}" : $"settle:{row}:{life}";

    /// <summary>
    /// The parts of a <c>with</c> that follow one called <c>moved</c>. That one gives the rows: id, life, batch_id, settled_hold,
    /// credits, settles (capture, release or null), detail and entry_id.
    /// </summary>
    /// <param name="store">The parameter that holds the store.</param>
    /// <param name="at">The parameter that holds the time.</param>
    public static string Of(string store, string at) =>
        $"""
        line as (
          insert into entries (store_id, id, kind, amount, available_change, held_change, business_key, hold_id, batch_id, generation_id, note, created_at)
          select {store}, entry_id, settles, credits, case settles when 'release' then credits else 0 end, -credits,
                 case life when 1 then 'settle:' || id else 'settle:' || id || ':' || life end, settled_hold, batch_id, id,
                 detail, {at}
          from moved where settles is not null
          on conflict (store_id, business_key) do nothing
          returning hold_id, kind, amount, available_change, held_change
        ), held as (
          update holds set captured = holds.captured + part.captured, released = holds.released + part.released
          from (select hold_id, coalesce(sum(amount) filter (where kind = 'capture'), 0) as captured,
                       coalesce(sum(amount) filter (where kind = 'release'), 0) as released from line group by hold_id) part
          where holds.store_id = {store} and holds.id = part.hold_id
        ), balance as (
          update balances set available = balances.available + part.available, held = balances.held + part.held
          from (select sum(available_change) as available, sum(held_change) as held from line having count(*) > 0) part
          where balances.store_id = {store}
        )
        """;
}
