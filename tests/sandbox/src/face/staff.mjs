import { createHash } from 'node:crypto';
import { signSessionToken } from '../session-token.mjs';

/** The one staff member of a shop: the same numeric user id and session on every run. */
export function staffOf(shop) {
  const digest = createHash('sha256').update(`staff of ${shop.domain}`).digest();
  return { userId: String(10_000_000_000 + digest.readUInt32BE(0)), session: digest.toString('hex') };
}

/** @param {number} [now] ms @returns {string} a session token for the shop's staff member, alive for one minute */
export function staffToken(shop, config, now = Date.now()) {
  const { userId, session } = staffOf(shop);
  return signSessionToken({ shop: shop.domain, userId, sessionId: session.slice(0, 32) }, config, now);
}
