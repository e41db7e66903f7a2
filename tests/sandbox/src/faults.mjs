import { setTimeout as pause } from 'node:timers/promises';
import { HttpError, sendJson } from './server.mjs';

const kinds = [
  '429', 'slow', '5xx', 'media-failed', 'media-stuck', 'throttled', 'lost-answer', 'garbage', 'cut',
  'bulk-failed', 'bulk-shuffled', 'bulk-cut', 'bulk-refused',
];

/** Misbehaviour asked for by a test. Kept in memory only: a restarted sandbox behaves. */
export class Faults {
  #programmed = [];

  /** @param {{shop?: string, kind: string, times?: number, match?: string, delayMs?: number}} fault */
  program(fault) {
    if (!kinds.includes(fault?.kind)) throw new HttpError(400, `kind must be one of ${kinds.join(', ')}.`);
    const times = fault.times ?? 1;
    if (!Number.isInteger(times) || times < 1) throw new HttpError(400, 'times must be a whole number from 1.');
    this.#programmed.push({ shop: fault.shop ?? null, kind: fault.kind, match: fault.match ?? null, times, delayMs: fault.delayMs ?? 3000 });
  }

  clear() {
    this.#programmed = [];
  }

  list() {
    return this.#programmed.map((fault) => ({ ...fault }));
  }

  /**
   * Takes one use of the first fitting fault. A fault with `match` fits when a name equals it or a path contains it.
   * @param {string} kind @param {string} shop domain @param {string[]} names operation name, root fields, path @returns {object|null}
   */
  take(kind, shop, names) {
    const fault = this.#programmed.find((entry) => entry.kind === kind && fits(entry, shop, names));
    if (!fault) return null;
    fault.times -= 1;
    if (fault.times === 0) this.#programmed = this.#programmed.filter((entry) => entry !== fault);
    return fault;
  }

  /** Applies what concerns the transport. @returns {Promise<boolean>} true when the answer was already given */
  async misbehave(request, response, shop, names) {
    if (this.take('429', shop, names)) {
      sendJson(response, 429, { errors: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.' }, { 'Retry-After': '1.0' });
      return true;
    }
    if (this.take('5xx', shop, names)) {
      sendJson(response, 503, { errors: 'Service Unavailable' });
      return true;
    }
    if (this.take('garbage', shop, names)) {
      sendJson(response, 200, { data: 'This is no answer to that question.' });
      return true;
    }
    if (this.take('cut', shop, names)) {
      response.socket.destroy();
      return true;
    }
    const slow = this.take('slow', shop, names);
    if (slow) await pause(slow.delayMs);
    if (this.take('lost-answer', shop, names)) response.loseAnswer = true;
    return false;
  }
}

function fits(fault, shop, names) {
  if (fault.shop && fault.shop !== shop) return false;
  if (!fault.match) return true;
  return names.some((name) => name === fault.match || (name?.startsWith('/') && name.includes(fault.match)));
}
