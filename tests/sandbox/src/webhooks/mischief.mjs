import { HttpError } from '../server.mjs';

/** What a test may ask the next deliveries to suffer, and what the value means. */
const kinds = {
  repeat: 'sends each so many times at once',
  shuffle: 'holds so many back and sends them newest first',
  delay: 'sends after so many milliseconds',
  tamper: 'changes the body after it was signed',
  lose: 'never sends',
  'old-secret': 'signs with the secret before the last rotation',
};

/** Misbehaviour of deliveries. Kept in memory only: a restarted sandbox behaves. */
export class Mischief {
  #rules = [];

  /** @param {{kind: string, value?: number, times?: number, shop?: string, topic?: string}} rule */
  program(rule) {
    if (!Object.hasOwn(kinds, rule?.kind ?? '')) throw new HttpError(400, `kind must be one of ${Object.keys(kinds).join(', ')}.`);
    const { kind, value = 2, times = 1, shop = null, topic = null } = rule;
    if (![value, times].every((number) => Number.isInteger(number) && number > 0)) throw new HttpError(400, 'value and times must be whole numbers from 1.');
    this.#rules.push({ kind, value, times, shop, topic });
  }

  list() {
    return this.#rules.map((rule) => ({ ...rule }));
  }

  clear() {
    this.#rules = [];
  }

  /** Takes one use of the first rule that fits. @returns {number|null} its value */
  take(kind, { shop, topic }) {
    const rule = this.#rules.find((entry) => entry.kind === kind && (entry.shop ?? shop) === shop && (entry.topic ?? topic) === topic);
    if (!rule) return null;
    rule.times -= 1;
    if (rule.times === 0) this.#rules = this.#rules.filter((entry) => entry !== rule);
    return rule.value;
  }
}
