import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domain, prepareShop, start, until } from '../support/sandbox.mjs';

const query = `query Everything { products { edges { node { id title tags
  variants { edges { node { id sku } } } media { edges { node { id alt ... on MediaImage { mimeType } } } } collections { edges { node { id title } } } } } } }`;
const run = `mutation($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { code field message } } }`;
const look = `query($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url partialDataUrl query } }`;

async function setUp(context, changes = {}) {
  const sandbox = await start(context, { bulkDelayMs: 5, ...changes });
  const { token } = await prepareShop(sandbox, { count: 4 });
  const ask = async (document, variables) => (await sandbox.graphql(token, document, variables)).body;
  const begin = async (text = query) => (await ask(run, { query: text })).data.bulkOperationRunQuery;
  const ended = (id) => until(async () => (await ask(look, { id })).data.bulkOperation, ({ status }) => !['CREATED', 'RUNNING', 'CANCELING'].includes(status));
  return { sandbox, token, ask, begin, ended };
}

const linesOf = async (url, headers) => (await (await fetch(url, { headers })).text()).trimEnd().split('\n').map((line) => JSON.parse(line));
const fault = (sandbox, kind) => sandbox.control('POST', 'faults', { kind });

test('a bulk query ends in a file with one line per object and each child names its parent', async (context) => {
  const { begin, ended } = await setUp(context);
  const { bulkOperation, userErrors } = await begin();
  assert.deepEqual([bulkOperation.status, userErrors], ['CREATED', []]);
  const done = await ended(bulkOperation.id);
  assert.equal(done.status, 'COMPLETED');
  assert.equal(done.query, query);
  const lines = await linesOf(done.url);
  assert.equal(lines.length, Number(done.objectCount));
  assert.deepEqual(lines.slice(0, 3).map((line) => [line.id.split('/').at(-2), line.__parentId]), [
    ['Product', undefined], ['ProductVariant', lines[0].id], ['Collection', lines[0].id],
  ]);
  assert.deepEqual([lines.filter((line) => !line.__parentId).length, Number(done.rootObjectCount)], [4, 4]);
  assert.equal(Number(done.fileSize), (await (await fetch(done.url)).arrayBuffer()).byteLength);
  assert.equal('variants' in lines[0], false);
});

test('a result can be fetched from a byte on, and never with the access token', async (context) => {
  const { begin, ended, token } = await setUp(context);
  const { url } = await ended((await begin()).bulkOperation.id);
  const whole = await (await fetch(url)).text();
  const rest = await fetch(url, { headers: { Range: 'bytes=40-' } });
  assert.deepEqual([rest.status, await rest.text()], [206, whole.slice(40)]);
  assert.equal((await fetch(url, { headers: { 'X-Shopify-Access-Token': token } })).status, 400);
});

test('a failed operation offers the part it had', async (context) => {
  const { sandbox, begin, ended } = await setUp(context);
  await fault(sandbox, 'bulk-failed');
  const failed = await ended((await begin()).bulkOperation.id);
  assert.deepEqual([failed.status, failed.errorCode, failed.url], ['FAILED', 'INTERNAL_SERVER_ERROR', null]);
  const lines = await linesOf(failed.partialDataUrl);
  assert.ok(lines.length > 0 && lines.filter((line) => !line.__parentId).length < 4);
});

test('children may come before their parents, siblings in order', async (context) => {
  const { sandbox, begin, ended } = await setUp(context);
  await fault(sandbox, 'bulk-shuffled');
  const lines = await linesOf((await ended((await begin()).bulkOperation.id)).url);
  const firstParent = lines.findIndex((line) => !line.__parentId);
  assert.ok(lines.slice(0, firstParent).every((line) => line.__parentId));
  assert.ok(lines.slice(firstParent).every((line) => !line.__parentId));
});

test('a download can be cut half-way', async (context) => {
  const { sandbox, begin, ended } = await setUp(context);
  const { url } = await ended((await begin()).bulkOperation.id);
  await fault(sandbox, 'bulk-cut');
  await assert.rejects(fetch(url).then((answer) => answer.text()));
  assert.ok((await linesOf(url)).length > 4);
});

test('addresses of a week ago are gone and the operation says so', async (context) => {
  const { sandbox, begin, ended } = await setUp(context);
  const { id } = (await begin()).bulkOperation;
  const { url } = await ended(id);
  await sandbox.control('POST', `shops/${domain}/expire-bulk`);
  const expired = await ended(id);
  assert.deepEqual([expired.status, expired.url, (await fetch(url)).status], ['EXPIRED', null, 403]);
});

test('five run at once and no sixth', async (context) => {
  const { begin } = await setUp(context, { bulkDelayMs: 60_000 });
  for (let count = 0; count < 5; count++) assert.deepEqual((await begin()).userErrors, []);
  assert.equal((await begin()).userErrors[0].code, 'LIMIT_REACHED');
});

test('an operation can be cancelled once', async (context) => {
  const { ask, begin, ended } = await setUp(context, { bulkDelayMs: 40 });
  const { id } = (await begin()).bulkOperation;
  const cancel = async () => (await ask('mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }', { id })).data.bulkOperationCancel;
  assert.deepEqual(await cancel(), { bulkOperation: { status: 'CANCELING' }, userErrors: [] });
  assert.equal((await ended(id)).status, 'CANCELED');
  assert.equal((await cancel()).userErrors.length, 1);
});

test('an operation goes on after a restart', async (context) => {
  const { sandbox, begin } = await setUp(context, { bulkDelayMs: 200 });
  const { id } = (await begin()).bulkOperation;
  await sandbox.stop();
  const again = await start(context, { folder: sandbox.folder, bulkDelayMs: 5 });
  const token = (await again.exchange()).body.access_token;
  const done = await until(async () => (await again.graphql(token, look, { id })).body.data.bulkOperation, ({ status }) => status === 'COMPLETED');
  assert.equal((await linesOf(done.url)).length, Number(done.objectCount));
});

test('operations are listed newest first', async (context) => {
  const { ask, begin, ended } = await setUp(context);
  const first = (await begin()).bulkOperation.id;
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = (await begin()).bulkOperation.id;
  await Promise.all([ended(first), ended(second)]);
  const { nodes } = (await ask('{ bulkOperations(first: 10, query: "operation_type:query") { nodes { id query } } }')).data.bulkOperations;
  assert.deepEqual(nodes.map((entry) => entry.id), [second, first]);
});

const wrong = [
  ['no connection', '{ shop { name } }', /at least one connection/],
  ['too many connections', `{ products { edges { node { id ${['a', 'b', 'c', 'd', 'e'].map((name) => `${name}: media { edges { node { id } } }`).join(' ')} } } } }`, /more than 5 connections/],
  ['too deep', '{ collections { edges { node { id products { edges { node { id media { edges { node { id } } } } } } } } } }', /more than 2 levels/],
  ['an unknown field', '{ products { edges { node { id colour } } } }', /colour/],
  ['variables', 'query($status: String) { products(query: $status) { edges { node { id } } } }', /variables/],
  ['a mutation', 'mutation { bulkOperationCancel(id: "gid://shopify/BulkOperation/1") { bulkOperation { id } } }', /one query/],
  ['a syntax error', '{ products {', /Invalid bulk query/],
];
for (const [name, text, expected] of wrong) {
  test(`a bulk query with ${name} is refused`, async (context) => {
    const { begin } = await setUp(context);
    const { bulkOperation, userErrors } = await begin(text);
    assert.equal(bulkOperation, null);
    assert.equal(userErrors[0].code, 'INVALID');
    assert.match(userErrors[0].message, expected);
  });
}

test('collections list their products and products their collections', async (context) => {
  const { ask } = await setUp(context);
  const { collections, products } = (await ask(`{ collections(first: 5) { nodes { id title handle productsCount { count } products(first: 10) { nodes { title } } } }
    products(first: 10, query: "vendor:Odd") { nodes { title collections(first: 5) { nodes { title } } } } }`)).data;
  assert.deepEqual([collections.nodes[0].title, collections.nodes[0].handle, collections.nodes[0].productsCount.count], ['Boots', 'boots', 4]);
  assert.deepEqual(products.nodes[0], { title: 'Product 2', collections: { nodes: [{ title: 'Boots' }] } });
});

test('a merchant adds, changes and deletes a product by hand', async (context) => {
  const { sandbox, ask } = await setUp(context);
  await sandbox.control('POST', `shops/${domain}/products`, { handle: 'late', title: 'Late', collections: ['Sale'] });
  await sandbox.control('POST', `shops/${domain}/products/late`, { title: 'Later' });
  await sandbox.control('DELETE', `shops/${domain}/products/product-1`);
  const { nodes } = (await ask('{ products(first: 10) { nodes { title } } }')).data.products;
  assert.deepEqual(nodes.map((product) => product.title), ['Product 2', 'Product 3', 'Product 4', 'Later']);
});
