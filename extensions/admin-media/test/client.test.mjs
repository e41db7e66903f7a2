import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './build.mjs';
import { json, network, quote, started, status } from './world.mjs';

const { Client } = await load('client.ts');

test('asks our endpoints by relative paths with JSON', async () => {
  const { calls, world } = network(json(quote()), json(started), json(status()));
  const client = new Client(world);
  await client.quote({ productIds: ['gid://shopify/Product/1'] });
  await client.start('key-1', { productIds: ['gid://shopify/Product/1'], style: 'lifestyle', count: 2 }, 2);
  await client.product('gid://shopify/Product/1');
  assert.deepEqual(calls, [
    { address: '/extensions/quote', method: 'POST', headers: { 'Content-Type': 'application/json' }, body: { productIds: ['gid://shopify/Product/1'] } },
    { address: '/extensions/batches', method: 'POST', headers: { 'Content-Type': 'application/json' }, body: { key: 'key-1', productIds: ['gid://shopify/Product/1'], style: 'lifestyle', count: 2, credits: 2 } },
    { address: '/extensions/product?id=gid%3A%2F%2Fshopify%2FProduct%2F1', method: 'GET', headers: {}, body: undefined },
  ]);
});

test('a stale token is replaced once, and only when the app asks for it', async () => {
  const stale = () => json({}, 401, { 'X-Shopify-Retry-Invalid-Session-Request': '1' });
  const { calls, world } = network(stale(), json(quote()));
  assert.equal((await new Client(world).quote({ productIds: ['1'] })).credits, 2);
  assert.equal(calls[1].headers.Authorization, 'Bearer fresh-token');

  const twice = network(stale(), stale());
  await assert.rejects(new Client(twice.world).quote({ productIds: ['1'] }), { code: 'unreachable' });
  assert.equal(twice.calls.length, 2);

  const refused = network(json({}, 401));
  await assert.rejects(new Client(refused.world).quote({ productIds: ['1'] }), { code: 'unreachable' });
  assert.equal(refused.calls.length, 1);
});

test('every refusal becomes a code that has words', async () => {
  for (const code of ['bad_request', 'nothing_to_make', 'not_enough_credits', 'price_changed', 'other_order', 'too_many_requests']) {
    await assert.rejects(new Client(network(json({ code, message: 'x' }, 422)).world).quote({ productIds: [] }), { code });
  }
  for (const answer of [json({ code: 'something_new' }, 422), new Response('<html>', { status: 502 }), new TypeError('offline')]) {
    await assert.rejects(new Client(network(answer).world).quote({ productIds: [] }), { code: 'unreachable' });
  }
});
