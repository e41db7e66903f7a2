// BullMQ works the rows off: claimed and acknowledged in Redis, each accounted in a transaction of its own in PostgreSQL.
import { Queue, Worker } from "bullmq";
import { countdown, openPool, report } from "./accounting.mjs";

const connection = { host: "127.0.0.1", port: Number(process.env.BENCH_REDIS_PORT), maxRetriesPerRequest: null };
const pool = openPool(Number(process.env.BENCH_CONNECTIONS));

async function run(batch) {
  const name = `rows-${batch}`;
  const queue = new Queue(name, { connection, defaultJobOptions: { removeOnComplete: true, attempts: 3 } });
  const ids = await pool.due(batch);
  for (let at = 0; at < ids.length; at += 1000) {
    await queue.addBulk(ids.slice(at, at + 1000).map((id) => ({ name: "row", data: { id } })));
  }
  const left = countdown(ids.length);
  const worker = new Worker(name, (job) => pool.account([job.data.id]).then(() => undefined), {
    connection, concurrency: Number(process.env.BENCH_WORKERS), autorun: false,
  });
  worker.on("completed", () => left.tick());
  worker.on("error", (error) => { console.error(error); process.exit(1); });
  await worker.waitUntilReady();
  const began = process.hrtime.bigint();
  const running = worker.run();
  await left.reached;
  return { ids, began, close: async () => { await worker.close(); await running; await queue.close(); } };
}

const warm = await run(process.env.BENCH_WARM_UP);
await warm.close();
const { ids, began, close } = await run(process.env.BENCH_BATCH);
report(ids.length, began);
await close();
await pool.end();
