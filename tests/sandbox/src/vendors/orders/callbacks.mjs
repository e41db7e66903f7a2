import { setTimeout as pause } from 'node:timers/promises';
import { signed } from './signatures.mjs';

const waits = [200, 800];
const answerLimit = 15_000;

/** Tells customers how their orders ended, signed as each vendor signs. Only addresses on this machine are called. */
export class Callbacks {
  #faults;
  #bodies = new Map();
  #sent = [];
  #stopping = new AbortController();

  constructor(faults) {
    this.#faults = faults;
  }

  /** @param {string} vendor @param {(order: object) => Promise<object>} body what it says of an order */
  speak(vendor, body) {
    this.#bodies.set(vendor, body);
  }

  list() {
    return this.#sent.map((delivery) => ({ ...delivery, statuses: [...delivery.statuses] }));
  }

  taken(order) {
    if (speaks(order) && this.#take('callback-early', order)) this.#start(order, {});
  }

  ended(order) {
    if (!speaks(order) || !this.#bodies.has(order.vendor)) return;
    const late = this.#take('callback-late', order)?.delayMs ?? 0;
    const [lost, forged, stale, twice] = ['lost', 'forged', 'stale', 'twice'].map((kind) => this.#take(`callback-${kind}`, order) !== null);
    for (let copy = 0; copy < (twice ? 2 : 1); copy += 1) this.#start(order, { late, lost, forged, stale });
  }

  stop() {
    this.#stopping.abort();
  }

  #take(kind, order) {
    return this.#faults.take(kind, { vendor: order.vendor, kind: 'callback', path: '' });
  }

  #start(order, mishap) {
    this.#deliver(order, mishap).catch((error) => {
      if (error.name !== 'AbortError') process.stderr.write(`${error.stack}\n`);
    });
  }

  async #deliver(order, { late = 0, lost = false, forged = false, stale = false }) {
    const delivery = { vendor: order.vendor, order: order.id, url: order.callback, forged, stale, state: 'waiting', statuses: [] };
    this.#sent.push(delivery);
    if (!onThisMachine(order.callback)) return void (delivery.state = 'not on this machine');
    if (lost) return void (delivery.state = 'lost');
    await this.#pause(late);
    const body = JSON.stringify(await this.#bodies.get(order.vendor)(order));
    for (const wait of [...waits, null]) {
      delivery.statuses.push(await this.#post(order, body, { forged, stale }));
      if (delivery.statuses.at(-1) >= 200 && delivery.statuses.at(-1) < 300) return void (delivery.state = 'delivered');
      if (wait !== null) await this.#pause(wait);
    }
    delivery.state = 'given up';
  }

  #post(order, body, mishap) {
    return fetch(order.callback, {
      method: 'POST', body, headers: { 'Content-Type': 'application/json', ...signed(order, body, mishap) }, redirect: 'manual',
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(answerLimit)]),
    }).then(async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    }, () => 0);
  }

  #pause(milliseconds) {
    return pause(milliseconds, undefined, { signal: this.#stopping.signal });
  }
}

const speaks = (order) => order.callback !== null && order.pace !== null;

/** @returns {boolean} whether an address leads to this machine; nothing else is ever called */
export function onThisMachine(address) {
  return URL.canParse(address) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}
