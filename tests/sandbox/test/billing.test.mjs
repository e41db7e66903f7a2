import assert from 'node:assert/strict';
import test from 'node:test';
import { domain, prepareShop, start, app } from './support/sandbox.mjs';

const fields = 'id name status test currentPeriodEnd trialDays returnUrl lineItems { id plan { pricingDetails { __typename ... on AppUsagePricing { balanceUsed { amount } cappedAmount { amount currencyCode } } } } usageRecords(first: 10) { nodes { id idempotencyKey price { amount } } } }';
const usd = (amount) => ({ amount, currencyCode: 'USD' });

async function setStage(context) {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox, { count: 0 });
  const ask = async (query, variables) => {
    const { body } = await sandbox.graphql(token, query, variables);
    assert.equal(body.errors, undefined, JSON.stringify(body.errors));
    return body.data;
  };
  const subscribe = async (changes = {}) => (await ask(
    `mutation M($name: String!, $lineItems: [AppSubscriptionLineItemInput!]!, $returnUrl: URL!, $test: Boolean, $trialDays: Int, $replacementBehavior: AppSubscriptionReplacementBehavior) {
      appSubscriptionCreate(name: $name, lineItems: $lineItems, returnUrl: $returnUrl, test: $test, trialDays: $trialDays, replacementBehavior: $replacementBehavior) { appSubscription { ${fields} } confirmationUrl userErrors { field message } } }`,
    {
      name: 'Pro', returnUrl: 'http://127.0.0.1:1/back?charge=7', test: true,
      lineItems: [{ plan: { appRecurringPricingDetails: { price: usd('14.90') } } }, { plan: { appUsagePricingDetails: { cappedAmount: usd('1.00'), terms: 'terms' } } }],
      ...changes,
    })).appSubscriptionCreate;
  const state = async () => (await ask(`{ currentAppInstallation { activeSubscriptions { ${fields} } allSubscriptions(first: 20, reverse: true) { nodes { id status } } oneTimePurchases(first: 5) { nodes { id status price { amount } } } } shopBillingPreferences { currency } }`)).currentAppInstallation;
  const charge = async (line, amount, key) => (await ask(
    'mutation M($line: ID!, $price: MoneyInput!, $key: String) { appUsageRecordCreate(subscriptionLineItemId: $line, price: $price, description: "credits", idempotencyKey: $key) { appUsageRecord { id idempotencyKey } userErrors { message } } }',
    { line, price: usd(amount), key })).appUsageRecordCreate;
  const control = (op, changes = {}) => sandbox.control('POST', `shops/${domain}/billing`, { op, ...changes });
  const decide = (url, decision) => fetch(url, { method: 'POST', redirect: 'manual', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: `decision=${decision}` });
  return { sandbox, ask, subscribe, state, charge, control, decide, token };
}

test('A subscription waits for the merchant on a page that refuses frames, and the return address carries its number', async (context) => {
  const set = await setStage(context);
  const made = await set.subscribe();
  assert.equal(made.appSubscription.status, 'PENDING');
  assert.deepEqual((await set.state()).activeSubscriptions, []);
  const page = await fetch(made.confirmationUrl);
  assert.equal(page.headers.get('x-frame-options'), 'DENY');
  assert.match(await page.text(), /Test charge/);
  assert.equal((await fetch(made.confirmationUrl.replace(/signature=.*/, 'signature=guess'))).status, 404);
  const back = await set.decide(made.confirmationUrl, 'approve');
  assert.equal(back.headers.get('location'), `http://127.0.0.1:1/back?charge=7&charge_id=${made.appSubscription.id.split('/').pop()}`);
  const [active] = (await set.state()).activeSubscriptions;
  assert.deepEqual([active.id, active.status, active.test], [made.appSubscription.id, 'ACTIVE', true]);
  await set.decide(made.confirmationUrl, 'decline');
  assert.equal((await set.state()).activeSubscriptions.length, 1, 'what is decided stays decided');
});

test('Who declines comes back to the app in the admin, not to the return address', async (context) => {
  const set = await setStage(context);
  const made = await set.subscribe();
  const back = await set.decide(made.confirmationUrl, 'decline');
  assert.match(back.headers.get('location'), new RegExp(`/admin/store/north/apps/${app.clientId}$`));
  assert.equal((await set.state()).allSubscriptions.nodes[0].status, 'DECLINED');
});

test('Nobody can approve after two days', async (context) => {
  const set = await setStage(context);
  const made = await set.subscribe();
  await set.control('advance', { days: 2, hours: 1 });
  assert.equal((await set.state()).allSubscriptions.nodes[0].status, 'EXPIRED');
  await set.decide(made.confirmationUrl, 'approve');
  assert.deepEqual((await set.state()).activeSubscriptions, []);
});

test('One key charges once; the cap refuses; a new period counts anew', async (context) => {
  const set = await setStage(context);
  const line = (await set.subscribe()).appSubscription.lineItems[1].id;
  assert.match((await set.charge(line, '0.40', 'k1')).userErrors[0].message, /not active/);
  await set.control('approve');
  const first = await set.charge(line, '0.40', 'k1');
  assert.deepEqual(await set.charge(line, '0.40', 'k1'), first);
  await set.charge(line, '0.50', 'k2');
  assert.match((await set.charge(line, '0.20', 'k3')).userErrors[0].message, /exceeds balance remaining/);
  const used = async () => (await set.state()).activeSubscriptions[0].lineItems[1];
  assert.equal((await used()).plan.pricingDetails.balanceUsed.amount, '0.90');
  assert.equal((await used()).usageRecords.nodes.length, 2);
  await set.control('advance', { days: 31 });
  assert.equal((await used()).plan.pricingDetails.balanceUsed.amount, '0.00');
  assert.equal((await set.charge(line, '0.20', 'k3')).userErrors.length, 0);
});

test('A higher cap is in force only once it is approved', async (context) => {
  const set = await setStage(context);
  const line = (await set.subscribe()).appSubscription.lineItems[1].id;
  await set.control('approve');
  const raised = (await set.ask('mutation M($id: ID!, $cap: MoneyInput!) { appSubscriptionLineItemUpdate(id: $id, cappedAmount: $cap) { confirmationUrl userErrors { message } } }', { id: line, cap: usd('5.00') })).appSubscriptionLineItemUpdate;
  const cap = async () => (await set.state()).activeSubscriptions[0].lineItems[1].plan.pricingDetails.cappedAmount.amount;
  assert.equal(await cap(), '1.00');
  await set.decide(raised.confirmationUrl, 'approve');
  assert.equal(await cap(), '5.00');
});

test('A dearer plan replaces at once inside the paid period, a deferred one when it ends', async (context) => {
  const set = await setStage(context);
  await set.subscribe();
  await set.control('approve');
  const [before] = (await set.state()).activeSubscriptions;
  await set.subscribe({ name: 'Pro+' });
  await set.control('approve');
  const [after] = (await set.state()).activeSubscriptions;
  assert.deepEqual([after.name, after.currentPeriodEnd], ['Pro+', before.currentPeriodEnd]);
  await set.subscribe({ name: 'Pro', replacementBehavior: 'APPLY_ON_NEXT_BILLING_CYCLE' });
  await set.control('approve');
  assert.equal((await set.state()).activeSubscriptions[0].name, 'Pro+');
  await set.control('advance', { days: 31 });
  assert.deepEqual((await set.state()).activeSubscriptions.map((entry) => entry.name), ['Pro']);
});

test('A frozen shop keeps its subscription, and removing the app ends it', async (context) => {
  const set = await setStage(context);
  await set.subscribe();
  await set.control('approve');
  await set.control('freeze');
  assert.deepEqual([(await set.state()).activeSubscriptions.length, (await set.state()).allSubscriptions.nodes[0].status], [0, 'FROZEN']);
  await set.control('unfreeze');
  assert.equal((await set.state()).activeSubscriptions.length, 1);
  await set.sandbox.control('POST', `shops/${domain}/uninstall`, {});
  const { body } = await set.sandbox.control('GET', `shops/${domain}/billing`);
  assert.equal(body.subscriptions[0].status, 'CANCELLED');
});

test('Metered usage: a bearer, one key once, the current cycle only', async (context) => {
  const set = await setStage(context);
  const call = (place, body, headers) => set.sandbox.post(place, body, headers);
  const { shops: [shop] } = (await set.sandbox.control('GET', 'state')).body;
  await fetch(`${set.sandbox.url}/admin/store/${shop.handle}/charges/commerce-studio/pricing_plans`, { method: 'POST', redirect: 'manual', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'plan=pro' });
  const { access_token: token } = await (await call('/app-events/access_token', { client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'client_credentials' })).json();
  const shopId = (await set.ask('{ shop { id } }')).shop.id;
  const event = { shop_id: shopId, event_handle: 'credits', timestamp: new Date().toISOString(), idempotency_key: 'k1', attributes: { value: 5 } };
  assert.equal((await call('/app-events/events', event, { Authorization: 'Bearer guess' })).status, 401);
  for (const times of [1, 2]) assert.equal((await (await call('/app-events/events', event, { Authorization: `Bearer ${token}` })).json()).result_status, 'RESULT_STATUS_SUCCESS', `time ${times}`);
  const late = await (await call('/app-events/events', { ...event, idempotency_key: 'k2', timestamp: '2020-01-01T00:00:00Z' }, { Authorization: `Bearer ${token}` })).json();
  assert.equal(late.result_status, 'RESULT_STATUS_FAILURE');
  const plan = await (await call('/partners/graphql.json', { query: 'query Q { activeSubscription(appId: "a", shopId: "b") { items { handle } } }', variables: { shopId } }, { 'X-Shopify-Access-Token': app.clientSecret })).json();
  assert.equal(plan.data.activeSubscription.items[1].usage.quantity, 5);
});
