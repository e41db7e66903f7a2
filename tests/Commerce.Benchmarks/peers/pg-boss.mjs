// pg-boss works the rows off: fetched by its own claim (update … skip locked), accounted, then completed by pg-boss.
//   MODE=rows    each row is accounted in a transaction of its own; jobs are settled one by one (perJobResults)
//   MODE=groups  the rows of one fetch are accounted together, in the transaction that completes their jobs (transactional)
import { PgBoss } from "pg-boss";
import { countdown, openPool, report, store, text } from "./accounting.mjs";

const batchSize = Number(process.env.BENCH_BATCH_SIZE);
const workers = Number(process.env.BENCH_WORKERS);
const connections = Number(process.env.BENCH_CONNECTIONS);
const grouped = process.env.BENCH_MODE === "groups";
const pool = openPool(grouped ? 2 : connections);
const boss = new PgBoss({ connectionString: process.env.BENCH_DATABASE, max: workers + 4, supervise: false, schedule: false });
boss.on("error", (error) => { console.error(error); process.exit(1); });
await boss.start();

async function run(batch) {
  const queue = `rows-${batch}`;
  await boss.createQueue(queue, { retryLimit: 2 });
  const ids = await pool.due(batch);
  for (let at = 0; at < ids.length; at += 1000) {
    await boss.insert(queue, ids.slice(at, at + 1000).map((id) => ({ data: { id } })));
  }
  const left = countdown(ids.length);
  const began = process.hrtime.bigint();
  const options = { batchSize, localConcurrency: workers, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true };
  if (grouped) {
    await boss.work(queue, { ...options, transactional: true }, async (jobs, tx) => {
      await tx.executeSql(text, [store, jobs.map((job) => job.data.id)]);
      left.tick(jobs.length);
    });
  } else {
    await boss.work(queue, { ...options, perJobResults: true }, async (jobs) => {
      await Promise.all(jobs.map((job) => pool.account([job.data.id])));
      left.tick(jobs.length);
      return jobs.map((job) => ({ id: job.id, status: "completed" }));
    });
  }
  await left.reached;
  // Stops taking and waits for what is under way, so that the last jobs are completed inside the time.
  await boss.offWork(queue, { wait: true });
  return { ids, began };
}

await run(process.env.BENCH_WARM_UP);
const { ids, began } = await run(process.env.BENCH_BATCH);
report(ids.length, began);
await boss.stop({ graceful: true });
await pool.end();
