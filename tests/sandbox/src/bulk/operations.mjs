import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeAtomically } from '../disk.mjs';
import { accessProblem } from '../graphql/scopes.mjs';
import { bulkLines, childrenFirst } from './lines.mjs';

const urlLifeMs = 7 * 24 * 3600 * 1000;
const atOnce = 5;
const open = ['CREATED', 'RUNNING', 'CANCELING'];

/**
 * Bulk queries, worked off beside the requests. Kept with the shop, so that unfinished ones go on after a restart.
 * Faults: bulk-failed stops half-way and offers what there is, bulk-shuffled writes children before their parents.
 */
export class BulkOperations {
  #state;
  #config;
  #faults;
  #stopping = new AbortController();
  #ended;
  #running = new Set();

  /** @param {(shop: object, operation: object) => void} ended hears of every operation that ends, whatever its state */
  constructor(state, config, faults, ended = () => {}) {
    this.#state = state;
    this.#config = config;
    this.#faults = faults;
    this.#ended = ended;
  }

  resume() {
    for (const shop of this.#state.shops()) {
      for (const operation of Object.values(shop.bulkOperations)) if (open.includes(operation.status)) this.#begin(shop, operation);
    }
  }

  /** Leaves unfinished operations as they are; the next run resumes them. */
  async stop() {
    this.#stopping.abort();
    await Promise.all(this.#running);
  }

  /** @returns {boolean} whether the shop runs as many as it may */
  isFull(shop) {
    return Object.values(shop.bulkOperations).filter((operation) => open.includes(operation.status)).length >= atOnce;
  }

  /** @param {import('../model.mjs').Shop} shop @param {string} query already checked @returns {object} the new operation */
  start(shop, query) {
    const operation = {
      id: shop.newId('BulkOperation'), status: 'CREATED', query, createdAt: new Date().toISOString(), completedAt: null,
      errorCode: null, objectCount: 0, rootObjectCount: 0, fileSize: null, key: null, partial: false,
    };
    shop.bulkOperations[operation.id] = operation;
    this.#begin(shop, operation);
    return operation;
  }

  /** @param {object} operation one that has not ended */
  cancel(operation) {
    operation.status = 'CANCELING';
  }

  /** @returns {string} where the operation's lines are on disk */
  file(shop, operation) {
    return path.join(this.#state.folder, 'files', shop.domain, `bulk-${operation.id.split('/').at(-1)}.jsonl`);
  }

  /** Makes the addresses of a shop's results as old as a week. */
  expire(shop) {
    for (const operation of Object.values(shop.bulkOperations)) operation.completedAt = new Date(Date.now() - urlLifeMs).toISOString();
  }

  /** @returns {boolean} whether the result can no longer be fetched */
  hasExpired(operation) {
    return operation.completedAt !== null && Date.now() - Date.parse(operation.completedAt) >= urlLifeMs;
  }

  #begin(shop, operation) {
    const running = this.#run(shop, operation).catch((error) => {
      if (error.name !== 'AbortError') process.stderr.write(`${error.stack}\n`);
    }).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #run(shop, operation) {
    const wait = () => pause(this.#config.bulkDelayMs ?? 200, undefined, { signal: this.#stopping.signal });
    await wait();
    if (operation.status === 'CREATED') await this.#move(shop, operation, { status: 'RUNNING' });
    const result = await this.#read(shop, operation);
    const half = result.lines.slice(0, Math.floor(result.lines.length / 2));
    Object.assign(operation, counts(half));
    await wait();
    if (operation.status === 'CANCELING') return this.#move(shop, operation, { status: 'CANCELED', completedAt: new Date().toISOString() });
    await this.#end(shop, operation, result);
  }

  async #read(shop, operation) {
    if (accessProblem(shop.scopes, 'products')) return { lines: [], errorCode: 'ACCESS_DENIED' };
    const lines = await bulkLines({ shop, config: this.#config }, operation.query);
    const ordered = this.#faults.take('bulk-shuffled', shop.domain, []) ? childrenFirst(lines) : lines;
    if (!this.#faults.take('bulk-failed', shop.domain, [])) return { lines: ordered, errorCode: null };
    return { lines: ordered.slice(0, Math.ceil(ordered.length / 2)), errorCode: 'INTERNAL_SERVER_ERROR' };
  }

  async #end(shop, operation, { lines, errorCode }) {
    const content = Buffer.from(lines.map((line) => `${line.text}\n`).join(''));
    if (lines.length > 0) await writeAtomically(this.file(shop, operation), content);
    await this.#move(shop, operation, {
      ...counts(lines),
      status: errorCode ? 'FAILED' : 'COMPLETED',
      errorCode,
      partial: errorCode !== null,
      fileSize: errorCode ? null : content.length,
      key: lines.length > 0 ? randomBytes(16).toString('hex') : null,
      completedAt: new Date().toISOString(),
    });
  }

  async #move(shop, operation, changes) {
    Object.assign(operation, changes);
    await this.#state.save(shop);
    if (!open.includes(operation.status)) this.#ended(shop, operation);
  }
}

const counts = (lines) => ({ objectCount: lines.length, rootObjectCount: lines.filter((line) => line.depth === 0).length });
