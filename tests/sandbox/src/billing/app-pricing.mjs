import { randomBytes } from 'node:crypto';
import { html } from '../face/html.mjs';
import { adminPage, appName } from '../face/admin/layout.mjs';
import { HttpError, readFields, sendHtml, sendJson } from '../server.mjs';
import { clock } from './charges.mjs';

const period = 30 * 24 * 60 * 60 * 1000;
const bearerLife = 60 * 60;

/** Shopify App Pricing: the hosted plan page, the Partner API's active subscription, and the App Events API with its bearer. */
export function registerAppPricing(router, { state, config }) {
  const bearers = new Map();
  registerPlanPage(router, state, config);

  router.on('POST', '/partners/graphql.json', async (request, response) => {
    if (request.headers['x-shopify-access-token'] !== config.clientSecret) return sendJson(response, 401, { errors: [{ message: 'Unauthorized' }] });
    const { query, variables } = await readFields(request);
    if (!/\bactiveSubscription\(/.test(query)) throw new HttpError(400, 'Only activeSubscription is served.');
    const shop = state.shops().find((entry) => `gid://shopify/Shop/${entry.id}` === variables.shopId);
    sendJson(response, 200, { data: { activeSubscription: shop?.billing.priced ? pricedView(shop) : null } });
  });

  router.on('POST', '/app-events/access_token', async (request, response) => {
    const fields = await readFields(request);
    if (fields.client_id !== config.clientId || fields.client_secret !== config.clientSecret || fields.grant_type !== 'client_credentials') throw new HttpError(401, 'invalid_client');
    const token = randomBytes(16).toString('hex');
    bearers.set(token, Date.now() + bearerLife * 1000);
    sendJson(response, 200, { access_token: token, scope: 'write_global_api_app_events', expires_in: bearerLife - 1 });
  });

  router.on('POST', '/app-events/events', async (request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!(bearers.get(token) > Date.now())) throw new HttpError(401, 'Unauthorized');
    const event = await readFields(request);
    const shop = state.shops().find((entry) => `gid://shopify/Shop/${entry.id}` === event.shop_id);
    const problem = problemOf(shop, event);
    if (problem) return sendJson(response, 200, { result_status: 'RESULT_STATUS_FAILURE', result_details: problem });
    if (!shop.billing.events.some((entry) => entry.idempotency_key === event.idempotency_key)) shop.billing.events.push(event);
    await state.save(shop);
    sendJson(response, 200, { result_status: 'RESULT_STATUS_SUCCESS' });
  });
}

function problemOf(shop, event) {
  if (!shop?.billing.priced) return 'The shop has no subscription.';
  if (!event.idempotency_key || event.idempotency_key.length > 64) return 'idempotency_key must have 1 to 64 characters.';
  if (!(event.attributes?.value > 0)) return 'attributes.value must be greater than 0.';
  const at = Date.parse(event.timestamp);
  if (!(at <= clock(shop) + 5 * 60 * 1000)) return 'timestamp lies in the future.';
  if (!(at >= shop.billing.priced.start)) return 'timestamp lies outside the current billing cycle.';
  return null;
}

function pricedView(shop) {
  const { handle, start, price } = shop.billing.priced;
  const quantity = shop.billing.events.reduce((sum, event) => sum + event.attributes.value, 0);
  const instant = (ms) => new Date(ms).toISOString();
  return {
    billingPeriod: 'EVERY_30_DAYS', cancelAtEndOfCycle: false, trialEndsAt: null, legacySubscriptionId: null,
    currentBillingCycle: { startTime: instant(start), endTime: instant(start + period) },
    items: [
      { handle, price: { __typename: 'FlatRatePrice', active: true, currency: 'USD' }, usage: null },
      { handle: 'credits', price: { __typename: 'TieredPrice', active: true, currency: 'USD' }, usage: { quantity, cost: { amount: (quantity * price).toFixed(2), currencyCode: 'USD' } } },
    ],
  };
}

function registerPlanPage(router, state, config) {
  const shopOf = (handle) => state.shops().find((entry) => entry.handle === handle) ?? missing();
  const headers = { 'Cache-Control': 'no-store', 'Content-Security-Policy': "frame-ancestors 'none'", 'X-Frame-Options': 'DENY' };
  const address = '/admin/store/:handle/charges/:app/pricing_plans';
  router.on('GET', address, (request, response, { handle }) => {
    const shop = shopOf(handle);
    const choices = ['pro', 'pro-plus', 'none'].map((plan) => html`<button class="button" name="plan" value="${plan}">${plan === shop.billing.priced?.handle ? `${plan} (current)` : plan}</button>`);
    const main = html`<div class="page"><section class="card"><h1>Plans of ${appName}</h1><form method="post" class="actions">${choices}</form></section></div>`;
    sendHtml(response, 200, adminPage({ title: 'Plans', shop, main }), headers);
  });
  router.on('POST', address, async (request, response, { handle }) => {
    const shop = shopOf(handle);
    const { plan } = await readFields(request);
    shop.billing.priced = plan === 'none' ? null : { handle: plan, start: clock(shop), price: 0.04 };
    await state.save(shop);
    response.writeHead(302, { Location: `${state.baseUrl}/admin/store/${shop.handle}/apps/${config.clientId}/plan` });
    response.end();
  });
}

function missing() {
  throw new HttpError(404, 'No such store');
}
