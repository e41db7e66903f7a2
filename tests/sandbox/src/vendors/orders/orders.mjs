import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../../disk.mjs';
import { stateOf } from './pace.mjs';

/**
 * Everything that was bought from the vendors, one file per order, so that a restarted sandbox knows its tasks.
 * An order: {id, vendor, model, make, key, at, fingerprint, pace, asks, fate, callback, cancelledAt, wish}; `make` is image, video, sound, facts or text.
 */
export class Orders {
  #folder;
  #pace;
  #all = new Map();
  #taken = () => {};
  #ended = () => {};

  constructor(folder, pace) {
    this.#folder = folder;
    this.#pace = pace;
  }

  static async open(folder, pace) {
    const orders = new Orders(folder, pace);
    await mkdir(folder, { recursive: true });
    const read = (name) => readFile(path.join(folder, name), 'utf8').then(JSON.parse);
    const records = await Promise.all((await readdir(folder)).filter((name) => name.endsWith('.json')).map(read));
    for (const order of records.sort((one, other) => one.at - other.at)) orders.#all.set(order.id, order);
    return orders;
  }

  /** @param {(order: object) => void} taken @param {(order: object) => void} ended called once the vendor knows how an order ended */
  listen(taken, ended) {
    this.#taken = taken;
    this.#ended = ended;
  }

  list(vendor) {
    return [...this.#all.values()].filter((order) => !vendor || order.vendor === vendor);
  }

  /** @returns {object|null} */
  find(vendor, id) {
    const order = this.#all.get(id);
    return order?.vendor === vendor ? order : null;
  }

  /** The order under a key that the vendor's customer chose. */
  byKey(vendor, key) {
    return this.list(vendor).find((order) => order.key === key) ?? null;
  }

  /** Takes an order: from here on it is bought. @returns {Promise<object>} */
  async take({ vendor, id = randomUUID(), model, make, key = null, body, fate = null, callback = null, wish = {}, atOnce = false }) {
    const order = {
      id, vendor, model, make, key, at: Date.now(), fingerprint: createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16),
      pace: atOnce ? null : this.#pace.current(), asks: 0, fate, callback, cancelledAt: null, doneAt: atOnce ? Date.now() : null, wish,
    };
    this.#all.set(order.id, order);
    await this.#save(order);
    this.#taken(order);
    return order;
  }

  /** Where an order stands. @param {boolean} [asked] whether the customer asked, which counts where the pace goes by questions */
  async state(order, asked = true) {
    if (order.doneAt === null && asked) order.asks += 1;
    const state = stateOf(order, Date.now());
    if (order.doneAt !== null || state === 'queued' || state === 'running') return state;
    order.doneAt = Date.now();
    await this.#save(order);
    this.#ended(order);
    return state;
  }

  async cancel(order) {
    if (order.doneAt !== null) return;
    order.cancelledAt = Date.now();
    await this.state(order, false);
  }

  /** What was bought, oldest first: whoever bought twice finds the same key, or the same fingerprint of what was asked for, twice. */
  purchases(vendor) {
    return this.list(vendor).map((order) => ({ vendor: order.vendor, order: order.id, model: order.model, key: order.key, at: new Date(order.at).toISOString(), fingerprint: order.fingerprint }));
  }

  #save(order) {
    return writeAtomically(path.join(this.#folder, `${order.id}.json`), JSON.stringify(order));
  }
}
