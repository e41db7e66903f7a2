import { byTime, wholeTime } from './pace.mjs';

/** Lets orders end by themselves, so that callbacks go out though nobody asks. */
export class Clock {
  #orders;
  #timers = new Set();

  constructor(orders) {
    this.#orders = orders;
  }

  /** Unfinished orders of an earlier run go on. */
  resume() {
    for (const order of this.#orders.list()) this.watch(order);
  }

  watch(order) {
    if (order.doneAt !== null || order.callback === null || order.fate === 'stuck' || !byTime(order)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#orders.state(order, false).catch((error) => process.stderr.write(`${error.stack}\n`));
    }, Math.max(0, order.at + wholeTime(order) - Date.now()) + 1);
    this.#timers.add(timer);
  }

  stop() {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
