import { onThisMachine } from '../orders/callbacks.mjs';

const limit = 30_000;

/**
 * Reads a picture that a customer sent: base64 within an address, or an address on this machine.
 * @param {string|undefined} link @returns {Promise<Buffer|null>} null when it lies elsewhere or cannot be read
 */
export async function readInput(link) {
  if (!link) return null;
  const inside = /^data:[^,]*;base64,(.*)$/s.exec(link);
  if (inside) return Buffer.from(inside[1], 'base64');
  if (!onThisMachine(link)) return null;
  const answer = await fetch(link, { signal: AbortSignal.timeout(limit) }).catch(() => null);
  return answer?.ok ? Buffer.from(await answer.arrayBuffer()) : null;
}
