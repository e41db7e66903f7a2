import { setTimeout as pause } from 'node:timers/promises';

/** Shopify answers a reorder with a job and does it a little later. Unfinished jobs are picked up after a restart. */
export class Jobs {
  #state;
  #config;
  #stopping = new AbortController();

  constructor(state, config) {
    this.#state = state;
    this.#config = config;
  }

  resume() {
    for (const shop of this.#state.shops()) {
      for (const [id, job] of Object.entries(shop.jobs)) if (!job.done) this.start(shop, id);
    }
  }

  /** @param {import('./model.mjs').Shop} shop @param {string} id */
  start(shop, id) {
    this.#run(shop, id).catch((error) => {
      if (error.name !== 'AbortError') process.stderr.write(`${error.stack}\n`);
    });
  }

  /** Leaves waiting jobs as they are; the next run resumes them. */
  stop() {
    this.#stopping.abort();
  }

  async #run(shop, id) {
    await pause(this.#config.jobDelayMs, undefined, { signal: this.#stopping.signal });
    const job = shop.jobs[id];
    const product = shop.product(job.productId);
    if (product) {
      for (const move of job.moves) reorder(product, move.id, Number(move.newPosition));
      product.touch();
    }
    job.done = true;
    await this.#state.save(shop);
  }
}

/** Moves one picture to a place counted from zero; a place behind the end means the end. */
export function reorder(product, mediaId, position) {
  if (!product.mediaIds.includes(mediaId)) return;
  const rest = product.mediaIds.filter((entry) => entry !== mediaId);
  rest.splice(Math.min(position, rest.length), 0, mediaId);
  product.mediaIds = rest;
}
