import { createHash, randomBytes } from 'node:crypto';
import { endWithApp } from '../billing/charges.mjs';

const hour = 3600;
const day = 24 * hour;
/** What Shopify grants: lives in seconds. */
export const lives = { expiringAccess: hour, refresh: 90 * day, online: day - 1, clientCredentials: day - 1, reuse: 30 * day };

const hash = (token) => createHash('sha256').update(token).digest('hex');
const fresh = (kind) => `sandbox-${kind}-${randomBytes(16).toString('hex')}`;
const inSeconds = (seconds) => Date.now() + seconds * 1000;

/** Only hashes are kept, as a real platform would. @param {import('../model.mjs').Shop} shop */
export function issueAccess(shop, { kind, seconds = null, userId = null }) {
  prune(shop);
  const token = fresh(kind);
  shop.tokens.access.push({ hash: hash(token), kind, userId, expiresAt: seconds === null ? null : inSeconds(seconds) });
  return token;
}

/** @param {string|null} parent hash of the refresh token this one replaces */
export function issueRefresh(shop, parent = null) {
  const token = fresh('refresh');
  shop.tokens.refresh.push({ hash: hash(token), parent, expiresAt: inSeconds(lives.refresh), firstUsedAt: null });
  return token;
}

/**
 * A used refresh token stays usable until the token that replaced it is used for the first time, and 30 days at most: a client
 * which lost the answer can ask again.
 * @returns {object|null} the record, now marked as used
 */
export function useRefresh(shop, token) {
  const key = hash(token ?? '');
  const record = shop.tokens.refresh.find((entry) => entry.hash === key);
  if (!record || record.expiresAt <= Date.now()) return null;
  if (record.firstUsedAt !== null && record.firstUsedAt + lives.reuse * 1000 <= Date.now()) return null;
  record.firstUsedAt ??= Date.now();
  shop.tokens.refresh = shop.tokens.refresh.filter((entry) => entry.hash !== record.parent);
  return record;
}

/** @returns {object|null} */
export function findAccess(shop, token) {
  const key = hash(token ?? '');
  const record = shop.tokens.access.find((entry) => entry.hash === key);
  if (!record || (record.expiresAt !== null && record.expiresAt <= Date.now())) return null;
  return record;
}

/** Ends all access when the app is removed, and what the app charges with it. @param {import('../model.mjs').Shop} shop */
export function revokeAll(shop) {
  endWithApp(shop);
  shop.tokens = { access: [], refresh: [] };
}

function prune(shop) {
  const now = Date.now();
  shop.tokens.access = shop.tokens.access.filter((entry) => entry.expiresAt === null || entry.expiresAt > now);
  shop.tokens.refresh = shop.tokens.refresh.filter((entry) => entry.expiresAt > now);
}
