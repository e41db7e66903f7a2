import { setTimeout as pause } from 'node:timers/promises';
import { readBody } from '../../server.mjs';
import { sendAnswer, VendorRefusal } from './answer.mjs';
import { readForm } from './form.mjs';

/** A key that no vendor accepts begins with this; any other does. */
const wrongKey = 'wrong';

/**
 * One vendor's counter: checks keys, applies misbehaviour and sends answers, so that a vendor's module holds only the vendor's own words.
 * Handlers get a call {vendor, kind, path, parameters, query, headers, body, fate(kinds)} and return an answer or throw a `VendorRefusal`.
 */
export class Desk {
  #router;
  #vendor;
  #faults;

  /**
   * @param {{name: string, key: (headers: object) => string|undefined, no: Record<string, Function>}} vendor `no` makes its refusals:
   *   unauthorized(key), invalid(message, field), rateLimited(), overloaded(), outOfCredit(), gone()
   */
  constructor(router, vendor, faults) {
    this.#router = router;
    this.#vendor = vendor;
    this.#faults = faults;
  }

  /** @param {'order'|'ask'|'other'} kind of call @param {boolean} [open] whether it needs no key */
  on(method, pattern, kind, handler, open = false) {
    this.#router.on(method, `/vendors/${this.#vendor.name}${pattern}`, async (request, response, parameters, url) => {
      const call = { vendor: this.#vendor.name, kind, path: url.pathname, parameters, query: url.searchParams, headers: request.headers };
      const take = (fault) => this.#faults.take(fault, call);
      call.fate = (kinds) => kinds.find((fault) => take(fault)) ?? null;
      await answered(response, take, async () => {
        const body = await readBody(request);
        if (await hangsUp(response, take)) return null;
        if (!open) this.#admit(request.headers);
        this.#refuse(take);
        call.body = this.#read(request, body);
        return await handler(call);
      });
    });
  }

  #admit(headers) {
    const key = this.#vendor.key(headers);
    if (!key || key.startsWith(wrongKey)) throw this.#vendor.no.unauthorized(key);
  }

  #refuse(take) {
    const many = take('429');
    if (many) throw withWait(this.#vendor.no.rateLimited(), many.retryAfter);
    if (take('5xx')) throw this.#vendor.no.overloaded();
    if (take('out-of-credit')) throw this.#vendor.no.outOfCredit();
    if (take('gone')) throw this.#vendor.no.gone();
  }

  #read(request, body) {
    const type = request.headers['content-type'] ?? '';
    if (body.length === 0) return {};
    if (type.startsWith('multipart/form-data')) return readForm(body, type) ?? this.#invalid('The form cannot be read.');
    if (!type.startsWith('application/json')) this.#invalid(`The body is of a type that is not taken: ${type}.`);
    try {
      return JSON.parse(body.toString('utf8'));
    } catch {
      return this.#invalid('The body is not valid JSON.');
    }
  }

  #invalid(message) {
    throw this.#vendor.no.invalid(message);
  }
}

/** Runs a handler and sends what it gives or throws. */
export async function answered(response, take, handler) {
  try {
    const answer = await handler();
    if (answer) await sendAnswer(response, answer, take);
  } catch (error) {
    if (!(error instanceof VendorRefusal)) throw error;
    await sendAnswer(response, { status: error.status, type: 'application/json', body: Buffer.from(JSON.stringify(error.body)), headers: error.headers }, take);
  }
}

/** @returns {Promise<boolean>} true when the connection is gone */
export async function hangsUp(response, take) {
  const hang = take('hang');
  if (hang) await pause(hang.delayMs, undefined, { ref: false });
  if (!hang && !take('cut')) return false;
  response.destroy();
  return true;
}

/** Refuses what is not there, in the vendor's words. @param {object} body @param {string[]} fields */
export function demand(vendor, body, fields) {
  for (const field of fields) {
    const value = body instanceof FormData ? body.get(field) : body?.[field];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) throw vendor.no.invalid(`${field} is required`, field);
  }
}

/** The key after a scheme such as `Bearer`. */
export const after = (scheme) => ({ authorization }) => (authorization?.startsWith(`${scheme} `) ? authorization.slice(scheme.length + 1).trim() : undefined);

function withWait(refusal, retryAfter) {
  return retryAfter === null ? refusal : new VendorRefusal(refusal.status, refusal.body, { ...refusal.headers, 'Retry-After': String(retryAfter) });
}

/** @returns {string} an absolute address of the web, or a refusal */
export function demandAddress(vendor, value, field) {
  if (/^https?:\/\//.test(value ?? '')) return value;
  throw vendor.no.invalid(`${field} must be a URL`, field);
}
