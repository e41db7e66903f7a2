import { HttpError } from '../../server.mjs';

const everywhere = ['file', 'other', 'ask', 'order'];

/** What a test may ask of the vendors, what it means, and which calls it concerns unless `match` says otherwise. */
const kinds = {
  429: ['too many calls; with retryAfter in seconds the answer says when to come again', ['other', 'ask', 'order']],
  '5xx': ['cannot work at present', everywhere],
  hang: ['no answer for delayMs, then the connection is cut', everywhere],
  slow: ['the answer drips for delayMs', everywhere],
  malformed: ['the answer stops in its middle, yet says that it is whole', everywhere],
  'wrong-type': ['a page of HTML takes the place of the answer', everywhere],
  cut: ['the connection is cut before anything happened', everywhere],
  'lost-answer': ['the order is taken, the connection is cut', ['order']],
  broken: ['the connection is cut in the middle of the answer', ['order']],
  'out-of-credit': ['the account is empty', ['order']],
  gone: ['the model was shut down', ['order']],
  refused: ['the rules of content forbid it', ['order']],
  failed: ['the task is taken and cannot be made', ['order']],
  stuck: ['the task is taken and never ends', ['order']],
  shortened: ['the text stops at the longest length', ['order']],
  expired: ['the address of an output is too old', ['file']],
  'callback-lost': ['never sent', ['callback']],
  'callback-twice': ['sent twice', ['callback']],
  'callback-late': ['sent delayMs later', ['callback']],
  'callback-early': ['one more is sent as soon as the order is taken', ['callback']],
  'callback-forged': ['signed by somebody else', ['callback']],
  'callback-stale': ['signed ten minutes ago', ['callback']],
};

/** Misbehaviour of the vendors. Kept in memory only: a restarted sandbox behaves. */
export class VendorFaults {
  #programmed = [];

  /** @param {{vendor?: string, kind: string, times?: number, match?: string, delayMs?: number, retryAfter?: number}} fault match: a kind of call, or part of its path */
  program(fault) {
    if (!Object.hasOwn(kinds, fault?.kind ?? '')) throw new HttpError(400, `kind must be one of ${Object.keys(kinds).join(', ')}.`);
    const { kind, vendor = null, match = null, times = 1, delayMs = 3000, retryAfter = null } = fault;
    if (!Number.isInteger(times) || times < 1) throw new HttpError(400, 'times must be a whole number from 1.');
    this.#programmed.push({ kind, vendor, match, times, delayMs, retryAfter });
  }

  clear() {
    this.#programmed = [];
  }

  list() {
    return this.#programmed.map((fault) => ({ ...fault, means: kinds[fault.kind][0] }));
  }

  /** Takes one use of the first fault that fits. @param {string} kind @param {{vendor: string, kind: string, path: string}} call @returns {object|null} */
  take(kind, call) {
    const fault = this.#programmed.find((entry) => entry.kind === kind && fits(entry, call));
    if (!fault) return null;
    fault.times -= 1;
    if (fault.times === 0) this.#programmed = this.#programmed.filter((entry) => entry !== fault);
    return fault;
  }
}

function fits(fault, call) {
  if (fault.vendor && fault.vendor !== call.vendor) return false;
  if (fault.match) return fault.match === call.kind || call.path.includes(fault.match);
  return kinds[fault.kind][1].includes(call.kind);
}
