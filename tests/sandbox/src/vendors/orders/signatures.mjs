import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

/** Secrets of callbacks. Standard Webhooks takes base64, the others take the words as they are. */
const words = (vendor) => `sandbox-${vendor}-callbacks`;
const standard = (vendor) => Buffer.from(words(vendor)).toString('base64');

export const secrets = { kie: words('kie'), replicate: standard('replicate'), kling: standard('kling') };

// fal's keys are new in every run; whoever checks fetches them from the key set.
const falKeys = generateKeyPairSync('ed25519');
const forgersKeys = generateKeyPairSync('ed25519');

/** fal's key set. */
export const keySet = () => ({ keys: [{ ...falKeys.publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'sandbox' }] });

// Older than any window in which a callback is believed.
const staleness = 600;

/** The headers that sign a callback as its vendor does. @param {object} order @param {string} body @param {{forged: boolean, stale: boolean}} mishap */
export function signed(order, body, { forged, stale }) {
  const seconds = String(Math.floor(Date.now() / 1000) - (stale ? staleness : 0));
  if (order.vendor === 'kie') return kie(order.id, seconds, forged);
  if (order.vendor === 'fal') return fal(order.id, seconds, body, forged);
  return Object.hasOwn(secrets, order.vendor) ? standardWebhooks(order.vendor, seconds, body, forged) : {};
}

function kie(task, seconds, forged) {
  const key = forged ? 'a forger' : secrets.kie;
  return { 'X-Webhook-Timestamp': seconds, 'X-Webhook-Signature': createHmac('sha256', key).update(`${task}.${seconds}`).digest('base64') };
}

function fal(request, seconds, body, forged) {
  const user = 'sandbox-user';
  const message = [request, user, seconds, createHash('sha256').update(body).digest('hex')].join('\n');
  const signature = sign(null, Buffer.from(message), (forged ? forgersKeys : falKeys).privateKey).toString('hex');
  return { 'X-Fal-Webhook-Request-Id': request, 'X-Fal-Webhook-User-Id': user, 'X-Fal-Webhook-Timestamp': seconds, 'X-Fal-Webhook-Signature': signature };
}

function standardWebhooks(vendor, seconds, body, forged) {
  const id = `callback-${randomUUID()}`;
  const key = forged ? Buffer.from('a forger') : Buffer.from(secrets[vendor], 'base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}` };
}
