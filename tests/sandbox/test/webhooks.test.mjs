import assert from 'node:assert/strict';
import test from 'node:test';
import { listen } from './support/listener.mjs';
import { app, domain, prepareShop, start, until } from './support/sandbox.mjs';

const oldSecret = 'test-app-secret-before';

async function stage(context, { answer, ...changes } = {}) {
  const listener = await listen(context, { secret: app.clientSecret, answer });
  const sandbox = await start(context, { webhookUrl: listener.url, oldClientSecret: oldSecret, webhookWaitsMs: [10, 20, 30], ...changes });
  await prepareShop(sandbox);
  const heard = (topic, count = 1) => until(() => listener.of(topic), (deliveries) => deliveries.length >= count);
  const state = async (id) => (await sandbox.control('GET', 'webhooks')).body.deliveries.find((delivery) => delivery.id === id);
  return { listener, sandbox, heard, state };
}

test('Tells of a product the merchant edited, signed, with the headers of a delivery', async (context) => {
  const { sandbox, heard } = await stage(context);
  await sandbox.control('POST', `shops/${domain}/products/product-1`, { title: 'Renamed' });
  const [delivery] = await heard('products/update');
  assert.equal(delivery.signed, true);
  assert.deepEqual([delivery.shop, delivery.version, delivery.payload.title], [domain, '2026-10', 'Renamed']);
  assert.match(delivery.id, /^[0-9a-f-]{36}$/);
  assert.match(delivery.eventId, /^[0-9a-f-]{36}$/);
  assert.ok(Date.parse(delivery.triggeredAt) > 0);
  assert.ok(Date.parse(delivery.payload.updated_at) > 0);
});

test('Tells of a product that is gone', async (context) => {
  const { sandbox, heard } = await stage(context);
  const { body } = await sandbox.control('GET', `shops/${domain}/products/product-2`);
  await sandbox.control('DELETE', `shops/${domain}/products/product-2`);
  const [delivery] = await heard('products/delete');
  assert.deepEqual(delivery.payload, { id: Number(body.numericId) });
  assert.equal((await sandbox.control('GET', `shops/${domain}/products/product-2`)).status, 404);
});

test('Uninstalling ends access first, tells once, and later changes are not told', async (context) => {
  const { listener, sandbox, heard } = await stage(context);
  await sandbox.control('POST', `shops/${domain}/uninstall`);
  await sandbox.control('POST', `shops/${domain}/uninstall`);
  const [delivery] = await heard('app/uninstalled');
  assert.equal(delivery.payload.myshopify_domain, domain);
  await sandbox.control('POST', `shops/${domain}/products/product-1`, { title: 'Unheard' });
  await sandbox.control('POST', `shops/${domain}/webhooks`, { topic: 'shop/redact', triggeredAt: '2026-11-23T00:00:00Z' });
  const [redact] = await heard('shop/redact');
  assert.deepEqual([redact.payload.shop_domain, redact.triggeredAt], [domain, '2026-11-23T00:00:00Z']);
  assert.deepEqual(listener.heard.map((one) => one.topic), ['app/uninstalled', 'shop/redact']);
});

test('The button in the admin uninstalls, for the admin itself only', async (context) => {
  const { sandbox, heard } = await stage(context);
  const page = `${sandbox.url}/admin/store/north`;
  assert.match(await (await fetch(page)).text(), /action="\/admin\/store\/north\/uninstall"/);
  const foreign = await fetch(`${page}/uninstall`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' }, redirect: 'manual' });
  assert.equal(foreign.status, 403);
  const own = await fetch(`${page}/uninstall`, { method: 'POST', redirect: 'manual' });
  assert.deepEqual([own.status, own.headers.get('location')], [303, '/admin/store/north']);
  await heard('app/uninstalled');
  assert.doesNotMatch(await (await fetch(page)).text(), /uninstall"/);
});

test('Scopes and facts are told with what they were and are', async (context) => {
  const { sandbox, heard } = await stage(context);
  await sandbox.control('POST', `shops/${domain}/scopes`, { scopes: ['read_products'] });
  const [scopes] = await heard('app/scopes_update');
  assert.deepEqual([scopes.payload.current, scopes.payload.previous.includes('write_products')], [['read_products'], true]);
  await sandbox.control('POST', `shops/${domain}/facts`, { name: 'South', plan: 'Advanced' });
  const [facts] = await heard('shop/update');
  assert.deepEqual([facts.payload.name, facts.payload.plan_display_name, facts.payload.myshopify_domain], ['South', 'Advanced', domain]);
});

test('Tries again while the app does not answer 2xx, the same delivery each time, and gives up in the end', async (context) => {
  let broken = 2;
  const { sandbox, heard, state } = await stage(context, { answer: () => (broken-- > 0 ? 500 : 200) });
  await sandbox.control('POST', `shops/${domain}/facts`, { name: 'South' });
  const tries = await heard('shop/update', 3);
  assert.equal(new Set(tries.map((delivery) => delivery.id)).size, 1);
  assert.deepEqual((await until(() => state(tries[0].id), (one) => one.state === 'delivered')).statuses, [500, 500, 200]);

  broken = 100;
  await sandbox.control('POST', `shops/${domain}/facts`, { name: 'West' });
  const refused = (await heard('shop/update', 7)).at(-1);
  assert.deepEqual((await until(() => state(refused.id), (one) => one.state === 'given up')).statuses, [500, 500, 500, 500]);
});

test('Repeats, tampers, loses, delays, and signs with the old secret when told to', async (context) => {
  const { listener, sandbox, heard, state } = await stage(context);
  const program = (kind, value) => sandbox.control('POST', 'webhooks', { kind, value });
  const tell = async (name) => {
    await sandbox.control('POST', `shops/${domain}/facts`, { name });
    return (await sandbox.control('GET', 'webhooks')).body.deliveries.at(-1).id;
  };
  await program('repeat', 10);
  await tell('Ten');
  const ten = await heard('shop/update', 10);
  assert.equal(new Set(ten.map((delivery) => delivery.id)).size, 1);

  await program('tamper');
  await tell('Tampered');
  const tampered = (await heard('shop/update', 11)).at(-1);
  assert.deepEqual([tampered.signed, tampered.payload.tampered], [false, true]);

  await program('old-secret');
  await tell('Old');
  const old = (await heard('shop/update', 12)).at(-1);
  assert.deepEqual([old.signed, old.signedWith(oldSecret)], [false, true]);

  await program('lose');
  assert.equal((await state(await tell('Lost'))).state, 'lost');
  await program('delay', 50);
  const delayed = await tell('Late');
  await tell('Early');
  const names = (await heard('shop/update', 14)).slice(-2).map((delivery) => delivery.payload.name);
  assert.deepEqual(names, ['Early', 'Late']);
  await sandbox.control('POST', `webhooks/${delayed}/again`);
  assert.equal(listener.heard.at(-1).id, delayed);
});

test('Shuffles: holds some back and sends the newest first', async (context) => {
  const { sandbox, heard } = await stage(context);
  await sandbox.control('POST', 'webhooks', { kind: 'shuffle', value: 3, times: 3 });
  for (const name of ['One', 'Two', 'Three']) await sandbox.control('POST', `shops/${domain}/facts`, { name });
  assert.deepEqual((await heard('shop/update', 3)).map((delivery) => delivery.payload.name), ['Three', 'Two', 'One']);
});

test('Tells only of the topics that were asked for, and refuses what it does not know', async (context) => {
  const { listener, sandbox, heard } = await stage(context, { webhookTopics: ['shop/update'] });
  await sandbox.control('POST', `shops/${domain}/scopes`, { scopes: [] });
  await sandbox.control('POST', `shops/${domain}/facts`, { name: 'South' });
  await heard('shop/update');
  assert.deepEqual(listener.heard.map((one) => one.topic), ['shop/update']);
  assert.equal((await sandbox.control('POST', 'webhooks', { kind: 'sabotage' })).status, 400);
  assert.equal((await sandbox.control('POST', `shops/${domain}/webhooks`, { topic: 'orders/create' })).status, 400);
});
