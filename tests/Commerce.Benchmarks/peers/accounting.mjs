// What every row costs in the product's own tables, whoever runs the queue: the row ends, its history gets a line, the
// ledger gets an entry under a key that can exist once, and hold and balance move. One statement, so one transaction and
// one round trip, for one row or for many.
import pg from "pg";

export const store = process.env.BENCH_STORE;

export const text = `
with moved as (
  update generations set state = 'done', due_at = null, ended_at = now()
  where store_id = $1 and id = any($2::uuid[]) and state = 'queued'
  returning id, batch_id, credits),
event as (
  insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
  select $1, gen_random_uuid(), id, 'queued', 'done', 'Delivered', now() from moved),
line as (
  insert into entries (store_id, id, kind, amount, available_change, held_change, business_key, hold_id, batch_id, generation_id, note, created_at)
  select $1, gen_random_uuid(), 'capture', moved.credits, 0, -moved.credits, 'settle:' || moved.id, batches.hold_id, moved.batch_id, moved.id, 'Delivered', now()
  from moved join batches on batches.store_id = $1 and batches.id = moved.batch_id
  on conflict (store_id, business_key) do nothing
  returning hold_id, amount, held_change),
settled as (
  update holds set captured = captured + sums.amount
  from (select hold_id, sum(amount) as amount from line group by hold_id) sums
  where holds.store_id = $1 and holds.id = sums.hold_id)
update balances set held = held + sums.change
from (select sum(held_change) as change from line having count(*) > 0) sums
where balances.store_id = $1`;

export function openPool(connections) {
  const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: connections });
  return {
    // A named statement is planned once a connection.
    account: (ids) => pool.query({ name: "account", text, values: [store, ids] }),
    due: async (batch) => {
      const found = await pool.query("select id from generations where store_id = $1 and batch_id = $2 order by row_number", [store, batch]);
      return found.rows.map((row) => row.id);
    },
    end: () => pool.end(),
  };
}

// One line for the program that started this one.
export function report(rows, began, extra = {}) {
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  console.log(JSON.stringify({ rows, seconds, perSecond: rows / seconds, ...extra }));
}

// Resolves when it was called so many times.
export function countdown(count) {
  let done;
  const reached = new Promise((resolve) => { done = resolve; });
  return { reached, tick: (by = 1) => { count -= by; if (count <= 0) done(); } };
}
