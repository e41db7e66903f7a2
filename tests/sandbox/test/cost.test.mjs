import assert from 'node:assert/strict';
import test from 'node:test';
import { costOf } from '../src/graphql/cost.mjs';
import { prepare } from '../src/graphql/execution.mjs';
import { Throttle } from '../src/graphql/throttle.mjs';
import { prepareShop, start } from './support/sandbox.mjs';

for (const [query, cost] of [
  ['{ shop { name } }', 1],
  ['{ shop { name plan { publicDisplayName } } }', 2],
  ['{ products(first: 10) { nodes { id } } }', 12],
  ['{ products(first: 10) { edges { cursor node { id } } pageInfo { endCursor } } }', 12],
  ['{ products(first: 10) { nodes { media(first: 5) { nodes { id ... on MediaImage { image { url } } ... on Video { id } } } } } }', 2 + 10 * (1 + 2 + 5 * 2)],
  ['{ nodes(ids: ["gid://shopify/Product/1", "gid://shopify/Product/2"]) { id } }', 2],
  ['mutation { fileDelete(fileIds: []) { deletedFileIds } }', 10],
]) {
  test(`Counts ${cost} points for ${query}`, () => {
    assert.equal(costOf(prepare({ query })), cost);
  });
}

test('Charges what was returned and shows the bucket', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox, { count: 3 });
  const { cost } = (await sandbox.graphql(token, '{ products(first: 100) { edges { node { id } } } }')).body.extensions;
  assert.equal(cost.requestedQueryCost, 102);
  assert.equal(cost.actualQueryCost, 5);
  assert.deepEqual([cost.throttleStatus.maximumAvailable, cost.throttleStatus.restoreRate], [2000, 100]);
});

test('Refuses a query over 1000 points', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const { errors } = (await sandbox.graphql(token, '{ products(first: 250) { nodes { media(first: 5) { nodes { id } } } } }')).body;
  assert.equal(errors[0].extensions.code, 'MAX_COST_EXCEEDED');
});

test('Answers THROTTLED inside 200 once the bucket is empty', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const calls = await Promise.all(Array.from({ length: 300 }, () => sandbox.graphql(token, 'mutation { fileDelete(fileIds: []) { deletedFileIds } }')));
  const refused = calls.filter(({ body }) => body.errors);
  assert.ok(calls.every(({ status }) => status === 200));
  assert.ok(refused.length > 0);
  assert.equal(refused[0].body.errors[0].extensions.code, 'THROTTLED');
  assert.equal(refused[0].body.extensions.cost.actualQueryCost, null);
});

test('The bucket refills at the rate of the plan', () => {
  let now = 0;
  const throttle = new Throttle(() => now);
  const shop = { domain: 'a', plan: 'Shopify Plus' };
  assert.ok(throttle.reserve(shop, 20_000));
  assert.equal(throttle.reserve(shop, 1), false);
  now = 2000;
  assert.equal(throttle.status(shop).currentlyAvailable, 2000);
});

test('Says which API version answered', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  assert.equal((await sandbox.graphql(token, '{ shop { name } }')).headers.get('x-shopify-api-version'), '2026-10');
});
