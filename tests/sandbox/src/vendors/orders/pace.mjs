import { HttpError } from '../../server.mjs';

const fields = ['queuedMs', 'runningMs', 'queuedAsks', 'runningAsks', 'keptMs'];

/** How quickly the vendors work: by time, or by how often they are asked; and how long they keep what they made. */
export class Pace {
  #values;

  constructor(delayMs) {
    this.#values = { queuedMs: delayMs, runningMs: 2 * delayMs, queuedAsks: null, runningAsks: null, keptMs: null };
  }

  current() {
    return { ...this.#values };
  }

  /** @param {object} changes null takes a value away again */
  change(changes) {
    for (const [field, value] of Object.entries(changes)) {
      if (!fields.includes(field)) throw new HttpError(400, `The pace holds ${fields.join(', ')}.`);
      if (value !== null && (!Number.isInteger(value) || value < 0)) throw new HttpError(400, `${field} must be a whole number from 0, or null.`);
      this.#values[field] = value;
    }
  }
}

/** @returns {boolean} whether an order's states follow the clock rather than the number of questions */
export const byTime = ({ pace }) => pace.queuedAsks === null && pace.runningAsks === null;

/** Time from taking an order until it ends. */
export const wholeTime = ({ pace }) => pace.queuedMs + pace.runningMs;

/** @returns {'queued'|'running'|'succeeded'|'failed'|'refused'|'cancelled'} */
export function stateOf(order, now) {
  if (order.cancelledAt !== null) return 'cancelled';
  if (order.pace === null) return 'succeeded';
  const [reached, queued, whole] = byTime(order) ? [now - order.at, order.pace.queuedMs, wholeTime(order)] : [order.asks - 1, order.pace.queuedAsks ?? 0, (order.pace.queuedAsks ?? 0) + (order.pace.runningAsks ?? 0)];
  if (reached < queued) return 'queued';
  if (reached < whole || order.fate === 'stuck') return 'running';
  return order.fate === 'failed' || order.fate === 'refused' ? order.fate : 'succeeded';
}
