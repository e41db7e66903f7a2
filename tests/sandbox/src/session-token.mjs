import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = (text, secret) => createHmac('sha256', secret).update(text).digest();

/**
 * A session token as App Bridge hands out: HS256, one minute.
 * @param {{shop: string, userId: string, sessionId?: string}} who @param {{clientId: string, clientSecret: string}} app @param {number} [now] ms
 */
export function signSessionToken({ shop, userId, sessionId = randomUUID() }, app, now = Date.now()) {
  const issued = Math.floor(now / 1000);
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: app.clientId,
    sub: userId,
    exp: issued + 60,
    nbf: issued,
    iat: issued,
    jti: randomUUID(),
    sid: sessionId,
  };
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${signature(text, app.clientSecret).toString('base64url')}`;
}

/** @returns {object|null} the claims, or null when anything about the token is wrong for this shop and app */
export function readSessionToken(token, shop, app, now = Date.now()) {
  const parts = typeof token === 'string' ? token.split('.') : [];
  if (parts.length !== 3) return null;
  const expected = signature(`${parts[0]}.${parts[1]}`, app.clientSecret);
  const given = Buffer.from(parts[2], 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const header = parse(parts[0]);
  const claims = parse(parts[1]);
  if (header?.alg !== 'HS256' || !claims) return null;
  const seconds = now / 1000;
  if (!(claims.exp > seconds) || !(claims.nbf <= seconds + 10)) return null;
  if (claims.aud !== app.clientId || claims.dest !== `https://${shop}`) return null;
  return claims;
}

function parse(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
