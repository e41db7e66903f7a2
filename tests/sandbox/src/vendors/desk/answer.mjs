import { setTimeout as pause } from 'node:timers/promises';

const page = '<!doctype html><title>Bad gateway</title><p>Please try again later.</p>';
const drips = 8;

/** An answer that says no. Thrown anywhere in a vendor's handler. */
export class VendorRefusal extends Error {
  /** @param {number} status @param {object} body in the vendor's own shape @param {Record<string, string>} [headers] */
  constructor(status, body, headers = {}) {
    super(JSON.stringify(body));
    Object.assign(this, { status, body, headers });
  }
}

/** What a handler gives back: JSON, bytes of a type, or events of a stream. */
export const json = (body, status = 200, headers = {}) => ({ status, type: 'application/json', body: Buffer.from(JSON.stringify(body)), headers });
export const bytes = (body, type, headers = {}) => ({ status: 200, type, body, headers });
export const nothing = () => ({ status: 204, type: null, body: Buffer.alloc(0), headers: {} });
export const events = (lines) => ({ status: 200, type: 'text/event-stream', body: Buffer.from(lines.join('')), headers: {}, lines });

/** Sends an answer, spoilt in the ways that `take` still holds for this call. */
export async function sendAnswer(response, answer, take) {
  if (take('lost-answer')) return response.destroy();
  if (take('wrong-type')) return write(response, { ...answer, status: 200, type: 'text/html; charset=utf-8', body: Buffer.from(page) });
  if (take('malformed')) return write(response, { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) });
  if (take('broken')) return breakOff(response, answer);
  const slow = take('slow');
  if (slow) return drip(response, answer, slow.delayMs);
  write(response, answer);
}

function head(response, { status, type, body, headers }) {
  response.writeHead(status, { ...(type ? { 'Content-Type': type } : {}), 'Content-Length': body.length, ...headers });
}

function write(response, answer) {
  head(response, answer);
  response.end(response.req.method === 'HEAD' ? undefined : answer.body);
}

async function breakOff(response, answer) {
  head(response, answer);
  response.write(answer.lines ? answer.lines.slice(0, Math.ceil(answer.lines.length / 2)).join('') : answer.body.subarray(0, Math.floor(answer.body.length / 2)));
  // The half must reach the other side before the connection ends.
  await pause(50);
  response.destroy();
}

async function drip(response, answer, delayMs) {
  head(response, answer);
  const size = Math.ceil(answer.body.length / drips);
  for (let at = 0; at < answer.body.length && !response.destroyed; at += size) {
    response.write(answer.body.subarray(at, at + size));
    await pause(delayMs / drips);
  }
  response.end();
}
