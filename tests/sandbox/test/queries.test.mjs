import assert from 'node:assert/strict';
import test from 'node:test';
import { domain, prepareShop, start } from './support/sandbox.mjs';

const titles = (answer) => answer.body.data.products.nodes.map((node) => node.title);

test('Pages through products with opaque cursors, each once and in order', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox, { count: 7 });
  const seen = [];
  for (let after = null, more = true; more;) {
    const { body } = await sandbox.graphql(token, 'query($after: String) { products(first: 3, after: $after) { nodes { title } pageInfo { hasNextPage hasPreviousPage endCursor } } }', { after });
    seen.push(...body.data.products.nodes.map((node) => node.title));
    assert.equal(body.data.products.pageInfo.hasPreviousPage, after !== null);
    ({ endCursor: after, hasNextPage: more } = body.data.products.pageInfo);
  }
  assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7].map((number) => `Product ${number}`));
});

for (const [query, expected] of [
  ['status:active', ['Product 1', 'Product 2', 'Product 4']],
  ['status:draft', ['Product 3']],
  ['status:ACTIVE,DRAFT', ['Product 1', 'Product 2', 'Product 3', 'Product 4']],
  ['vendor:"Even Outfitters"', ['Product 1', 'Product 3']],
  ['tag:tag-2 OR tag:tag-3', ['Product 2', 'Product 3']],
  ['product_type:boots AND -vendor:Odd', ['Product 1', 'Product 3']],
  ['NOT (tag:tag-1 OR tag:tag-2)', ['Product 3', 'Product 4']],
  ['title:"Product 2"', ['Product 2']],
  ['title:Prod*', ['Product 1', 'Product 2', 'Product 3', 'Product 4']],
  ['tag_not:winter nothing', []],
  ['updated_at:>2020-01-01T00:00:00Z', ['Product 1', 'Product 2', 'Product 3', 'Product 4']],
  ["updated_at:<'2020-01-01T00:00:00Z'", []],
  ['sku:SKU-4', ['Product 4']],
]) {
  test(`Finds products by ${query}`, async (context) => {
    const sandbox = await start(context);
    const { token } = await prepareShop(sandbox, { count: 4 });
    assert.deepEqual(titles(await sandbox.graphql(token, 'query($query: String) { products(first: 10, query: $query) { nodes { title } } }', { query })), expected);
  });
}

test('Sorts, reverses and counts', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox, { count: 4 });
  const answer = await sandbox.graphql(token, '{ products(first: 2, sortKey: TITLE, reverse: true) { nodes { title } } productsCount(query: "status:active", limit: 2) { count precision } }');
  assert.deepEqual(titles(answer), ['Product 4', 'Product 3']);
  assert.deepEqual(answer.body.data.productsCount, { count: 2, precision: 'AT_LEAST' });
});

test('Shows a product by id, by handle and as a node, and nothing for an unknown id', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const raw = (await sandbox.control('GET', `shops/${domain}/products/product-1`)).body;
  const { data } = (await sandbox.graphql(token, `query($id: ID!) {
    product(id: $id) { title description totalInventory variants(first: 5) { nodes { sku price product { handle } } } }
    node(id: $id) { id ... on Product { handle } }
    nodes(ids: [$id, "gid://shopify/Product/1"]) { id }
    productByIdentifier(identifier: { handle: "product-1" }) { legacyResourceId }
  }`, { id: raw.id })).body;
  assert.equal(data.product.description, 'Made of wool & cork.');
  assert.equal(data.product.totalInventory, 4);
  assert.deepEqual(data.product.variants.nodes, [{ sku: 'SKU-1', price: '19.50', product: { handle: 'product-1' } }]);
  assert.deepEqual(data.nodes, [{ id: raw.id }, null]);
  assert.equal(data.node.handle, 'product-1');
  assert.equal(data.productByIdentifier.legacyResourceId, raw.numericId);
});

for (const [name, query, message] of [
  ['an unknown field', '{ shop { colour } }', /Cannot query field "colour"/],
  ['a deprecated field', '{ shop { billingAddress { city } } }', /Cannot query field "billingAddress"/],
  ['a wrong type', '{ products(first: "three") { nodes { id } } }', /Int cannot represent/],
  ['an unknown enum value', '{ products(first: 3, sortKey: COLOUR) { nodes { id } } }', /COLOUR/],
  ['a page over 250', '{ files(first: 251) { nodes { id } } }', /over 250/],
  ['a connection without a size', '{ files { nodes { id } } }', /first or last/],
  ['an id that is not global', '{ product(id: "12") { id } }', /Invalid global id/],
  ['a position below zero', 'mutation { productReorderMedia(id: "gid://shopify/Product/1", moves: [{ id: "gid://shopify/MediaImage/1", newPosition: "-1" }]) { job { id } } }', /UnsignedInt64/],
  ['a cursor it never gave', '{ files(first: 1, after: "abc") { nodes { id } } }', /Invalid cursor/],
]) {
  test(`Refuses ${name}`, async (context) => {
    const sandbox = await start(context);
    const { token } = await prepareShop(sandbox);
    const answer = await sandbox.graphql(token, query);
    assert.equal(answer.status, 200);
    assert.match(answer.body.errors[0].message, message);
  });
}

test('Denies what no granted scope covers', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  await sandbox.control('POST', `shops/${domain}/scopes`, { scopes: ['read_files'] });
  const answer = await sandbox.graphql(token, '{ products(first: 1) { nodes { id } } }');
  assert.equal(answer.body.errors[0].extensions.code, 'ACCESS_DENIED');
});

for (const [state, status] of [['frozen', 402], ['locked', 423], ['closed', 403], ['open', 200]]) {
  test(`Answers ${status} for a shop that is ${state}`, async (context) => {
    const sandbox = await start(context);
    const { token } = await prepareShop(sandbox);
    await sandbox.control('POST', `shops/${domain}/access`, { state });
    assert.equal((await sandbox.graphql(token, '{ shop { name } }')).status, status);
  });
}

test('Sets metafields with compare-and-set, all or none', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const { id } = (await sandbox.control('GET', `shops/${domain}/products/product-1`)).body;
  const set = (metafields) => sandbox.graphql(token, 'mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { value compareDigest jsonValue } userErrors { code } } }', { metafields });
  const entry = { ownerId: id, namespace: 'studio', key: 'batch', type: 'json', value: '{"run":1}', compareDigest: null };
  const first = (await set([entry])).body.data.metafieldsSet;
  assert.deepEqual(first.metafields[0].jsonValue, { run: 1 });
  assert.equal((await set([{ ...entry, value: '{}' }])).body.data.metafieldsSet.userErrors[0].code, 'STALE_OBJECT');
  const { compareDigest } = first.metafields[0];
  assert.deepEqual((await set([{ ...entry, value: '{}', compareDigest }])).body.data.metafieldsSet.userErrors, []);
});
