import assert from 'node:assert/strict';
import test from 'node:test';
import { domain, prepareShop, start } from './support/sandbox.mjs';

const trigger = (sandbox, token, handle, payload) => sandbox.graphql(token, 'mutation($handle: String, $payload: JSON) { flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field message } } }', { handle, payload });

test('Takes the triggers its Flow knows and refuses others, as a shop without Flow refuses all', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  assert.match((await trigger(sandbox, token, 'media-ready', {})).body.data.flowTriggerReceive.userErrors[0].message, /not known/);
  await sandbox.control('POST', `shops/${domain}/flow`, { triggers: ['media-ready'] });
  assert.deepEqual((await trigger(sandbox, token, 'media-ready', { results: 2 })).body.data.flowTriggerReceive.userErrors, []);
  assert.equal((await trigger(sandbox, token, 'other', {})).body.data.flowTriggerReceive.userErrors.length, 1);
  assert.equal((await trigger(sandbox, token, 'media-ready', { text: 'x'.repeat(50_001) })).body.data.flowTriggerReceive.userErrors.length, 1);
  assert.deepEqual((await sandbox.control('GET', `shops/${domain}/flow`)).body.received, [{ handle: 'media-ready', payload: { results: 2 } }]);
});

test("Keeps metafields of the app's own namespace under either name, and deletes them once", async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const { id } = (await sandbox.control('GET', `shops/${domain}/products/product-1`)).body;
  const set = (entry) => sandbox.graphql(token, 'mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { code } } }', { metafields: [{ ownerId: id, ...entry }] });
  const remove = () => sandbox.graphql(token, 'mutation($metafields: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $metafields) { deletedMetafields { key } userErrors { message } } }', { metafields: [{ ownerId: id, namespace: '$app', key: 'made' }] });
  assert.deepEqual((await set({ namespace: '$app', key: 'made', type: 'boolean', value: 'true' })).body.data.metafieldsSet.userErrors, []);
  const { data } = (await sandbox.graphql(token, 'query($id: ID!) { product(id: $id) { metafield(key: "made") { value } } }', { id })).body;
  assert.equal(data.product.metafield.value, 'true');
  assert.deepEqual((await remove()).body.data.metafieldsDelete, { deletedMetafields: [{ key: 'made' }], userErrors: [] });
  assert.deepEqual((await remove()).body.data.metafieldsDelete, { deletedMetafields: [null], userErrors: [] });
  assert.equal((await set({ key: 'video', type: 'file_reference', value: 'gid://shopify/Video/999' })).body.data.metafieldsSet.userErrors[0].code, 'INVALID_VALUE');
});
