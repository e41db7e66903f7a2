import { createHash, timingSafeEqual } from 'node:crypto';
import { HttpError, readFields, sendJson } from '../server.mjs';
import { readSessionToken } from '../session-token.mjs';
import { issueAccess, issueRefresh, lives, useRefresh } from './tokens.mjs';

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const idToken = 'urn:ietf:params:oauth:token-type:id_token';
const offline = 'urn:shopify:params:oauth:token-type:offline-access-token';
const online = 'urn:shopify:params:oauth:token-type:online-access-token';

/** Registers the token endpoint: token exchange (online, offline, expiring), refresh, and client credentials. */
export function registerOauth(router, { state, config, faults }) {
  router.on('POST', '/shops/:shop/admin/oauth/access_token', async (request, response, parameters, url) => {
    const shop = state.shop(parameters.shop);
    if (!shop) throw new HttpError(404, 'Not Found');
    if (await faults.misbehave(request, response, shop.domain, [url.pathname])) return;
    const fields = await readFields(request);
    if (!isClient(fields, config)) refuse(401, 'invalid_client', 'The client credentials are not valid.');
    const answer = grant(shop, fields, config);
    await state.save(shop);
    sendJson(response, 200, answer, { 'Cache-Control': 'no-store' });
  });
}

function grant(shop, fields, config) {
  switch (fields.grant_type) {
    case exchange:
      return exchangeToken(shop, fields, config);
    case 'refresh_token':
      return refreshToken(shop, fields);
    case 'client_credentials':
      return clientCredentials(shop);
    default:
      return refuse(400, 'unsupported_grant_type', 'The grant type is not supported.');
  }
}

function exchangeToken(shop, fields, config) {
  if (fields.subject_token_type !== idToken) refuse(400, 'invalid_request', 'subject_token_type must be id_token.');
  const claims = readSessionToken(fields.subject_token, shop.domain, config);
  if (!claims) refuse(400, 'invalid_subject_token', 'The subject token is not valid.');
  shop.installed = true;
  if (fields.requested_token_type === online) return onlineToken(shop, claims);
  if (fields.requested_token_type !== offline) refuse(400, 'invalid_request', 'requested_token_type is not supported.');
  const expiring = String(fields.expiring ?? '') === '1' || String(fields.expiring ?? '') === 'true';
  return expiring ? pair(shop) : { access_token: issueAccess(shop, { kind: 'offline' }), scope: shop.scopes.join(',') };
}

function onlineToken(shop, claims) {
  return {
    access_token: issueAccess(shop, { kind: 'online', seconds: lives.online, userId: claims.sub }),
    scope: shop.scopes.join(','),
    expires_in: lives.online,
    associated_user_scope: shop.scopes.join(','),
    associated_user: {
      id: Number(claims.sub), first_name: 'Store', last_name: 'Owner', email: `owner@${shop.handle}.example`,
      account_owner: true, locale: 'en', collaborator: false, email_verified: true,
    },
  };
}

function refreshToken(shop, fields) {
  if (!shop.installed) refuse(401, 'invalid_client', 'The app is not installed on this shop.');
  const record = useRefresh(shop, fields.refresh_token);
  if (!record) refuse(400, 'invalid_grant', 'The refresh token is not valid.');
  return pair(shop, record.hash);
}

function clientCredentials(shop) {
  if (!shop.installed) refuse(400, 'app_not_installed', 'The app is not installed on this shop.');
  return {
    access_token: issueAccess(shop, { kind: 'client', seconds: lives.clientCredentials }),
    scope: shop.scopes.join(','),
    expires_in: lives.clientCredentials,
  };
}

function pair(shop, parent = null) {
  return {
    access_token: issueAccess(shop, { kind: 'offline', seconds: lives.expiringAccess }),
    scope: shop.scopes.join(','),
    expires_in: lives.expiringAccess,
    refresh_token: issueRefresh(shop, parent),
    refresh_token_expires_in: lives.refresh,
  };
}

function isClient(fields, config) {
  return same(fields.client_id, config.clientId) && same(fields.client_secret, config.clientSecret);
}

function same(given, expected) {
  const digest = (text) => createHash('sha256').update(String(text ?? '')).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function refuse(status, error, description) {
  throw new HttpError(status, { error, error_description: description });
}
