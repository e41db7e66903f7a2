import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startSandbox } from '../../src/sandbox.mjs';
import { signSessionToken } from '../../src/session-token.mjs';

export const app = { clientId: 'test-app', clientSecret: 'test-app-secret' };
export const domain = 'north.myshopify.com';

/** Starts a sandbox on a fresh folder, or on a given one. It stops when the test ends. */
export async function start(context, { folder, ...changes } = {}) {
  const dataDir = folder ?? await temporaryFolder(context);
  const config = { port: 0, dataDir, ...app, appUrl: 'http://127.0.0.1:1', imageDelayMs: 20, videoDelayMs: 20, jobDelayMs: 20, ...changes };
  const sandbox = await startSandbox(config);
  let stopped = false;
  const stop = async () => {
    if (!stopped) await sandbox.stop();
    stopped = true;
  };
  context.after(stop);
  return { ...client(sandbox.url), url: sandbox.url, folder: dataDir, stop };
}

export async function temporaryFolder(context) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-'));
  context.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

function client(url) {
  const post = (place, body, headers = {}) => fetch(`${url}${place}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const oauth = async (fields, shop = domain) => {
    const response = await post(`/shops/${shop}/admin/oauth/access_token`, { client_id: app.clientId, client_secret: app.clientSecret, ...fields });
    return { status: response.status, body: await response.json() };
  };
  const exchange = (fields = {}, shop = domain) => oauth({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: signSessionToken({ shop, userId: '7' }, app),
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    ...fields,
  }, shop);
  const graphql = async (token, query, variables, shop = domain) => {
    const response = await post(`/shops/${shop}/admin/api/2026-10/graphql.json`, { query, variables }, { 'X-Shopify-Access-Token': token });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const control = async (method, place, body) => {
    const response = await fetch(`${url}/control/${place}`, { method, body: body && JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  return { post, oauth, exchange, graphql, control };
}

/** A shop of `count` products and a token for it. */
export async function prepareShop(sandbox, { count = 3, images = () => [], shop = domain, plan = 'Basic' } = {}) {
  const products = Array.from({ length: count }, (_, index) => ({
    handle: `product-${index + 1}`,
    title: `Product ${index + 1}`,
    descriptionHtml: '<p>Made of wool &amp; cork.</p>',
    vendor: index % 2 === 0 ? 'Even Outfitters' : 'Odd',
    productType: 'Boots',
    tags: ['winter', `tag-${index + 1}`],
    status: index === 2 ? 'draft' : 'active',
    variants: [{ title: 'Default Title', sku: `SKU-${index + 1}`, price: '19.5', inventoryQuantity: 4 }],
    images: images(index),
  }));
  const made = await sandbox.control('POST', 'shops', { domain: shop, name: 'North', plan, currency: 'EUR', products });
  const token = (await sandbox.exchange({}, shop)).body.access_token;
  return { made, token };
}

/** Asks again until the answer fits; fails by the test's own time limit. */
export async function until(ask, fits) {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
