import { createHmac } from 'node:crypto';
import { staffOf, staffToken } from './staff.mjs';

/** Parameters Shopify adds to the framed document; the rest of the address belongs to the app. */
export const frameParameters = ['embedded', 'hmac', 'host', 'id_token', 'locale', 'session', 'shop', 'timestamp'];

/**
 * The address the admin frames: the app's own path and query plus what Shopify adds and signs.
 * @param {object} shop @param {{clientId: string, clientSecret: string, appUrl: string}} config
 * @param {{adminUrl: string, path?: string, query?: URLSearchParams, now?: number}} request `now` in ms
 */
export function frameAddress(shop, config, { adminUrl, path = '/', query = new URLSearchParams(), now = Date.now() }) {
  const address = new URL(config.appUrl);
  const root = address.pathname.replace(/\/$/, '');
  // Assigning the path cannot leave the app's origin, whatever the path holds; resolving it against a base could.
  address.pathname = `${root}/${path.replace(/^[/\\]+/, '')}`;
  address.search = '';
  address.hash = '';
  for (const [name, value] of query) {
    if (!frameParameters.includes(name)) address.searchParams.append(name, value);
  }
  const signed = {
    embedded: '1',
    host: Buffer.from(`${new URL(adminUrl).host}/store/${shop.handle}`).toString('base64').replace(/=+$/, ''),
    id_token: staffToken(shop, config, now),
    locale: 'en',
    session: staffOf(shop).session,
    shop: shop.domain,
    timestamp: String(Math.floor(now / 1000)),
  };
  for (const [name, value] of Object.entries(signed)) address.searchParams.append(name, value);
  address.searchParams.append('hmac', signQuery(address.searchParams, config.clientSecret));
  return address.href.replace(/\+/g, '%20');
}

/** Hex HMAC-SHA256 over the parameters sorted by name, without `hmac` and `signature`; spaces count as %20. */
export function signQuery(parameters, secret) {
  const message = [...parameters]
    .filter(([name]) => name !== 'hmac' && name !== 'signature')
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return createHmac('sha256', secret).update(message).digest('hex');
}
