import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { picture, pictureFile } from './support/pictures.mjs';
import { publisher } from './support/publishing.mjs';
import { domain, prepareShop, start, temporaryFolder, until } from './support/sandbox.mjs';

test('Lists the shops and removes one', async (context) => {
  const sandbox = await start(context);
  await prepareShop(sandbox);
  const [shop] = (await sandbox.control('GET', 'state')).body.shops;
  assert.deepEqual([shop.domain, shop.handle, shop.products, shop.adminUrl], [domain, 'north', 3, `${sandbox.url}/admin/store/north`]);
  await sandbox.control('DELETE', `shops/${domain}`);
  assert.deepEqual((await sandbox.control('GET', 'state')).body.shops, []);
});

test('Names each broken picture and loads everything else', async (context) => {
  const sandbox = await start(context);
  const folder = await temporaryFolder(context);
  const good = await pictureFile(folder, 'good.png');
  const empty = path.join(folder, 'empty.png');
  await writeFile(empty, '');
  const text = path.join(folder, 'text.png');
  await writeFile(text, 'text');
  const wanted = [[good], [empty, good], [text, path.join(folder, 'missing.png')]];
  const { made } = await prepareShop(sandbox, { images: (index) => wanted[index].map((file) => ({ path: file })) });
  assert.equal(made.status, 422);
  assert.equal(made.body.products, 3);
  assert.deepEqual(made.body.problems.map((problem) => problem.handle).sort(), ['product-2', 'product-3', 'product-3']);
  assert.match(made.body.problems.find((problem) => problem.image === empty).reason, /empty/);
  const second = (await sandbox.control('GET', `shops/${domain}/products/product-2`)).body;
  assert.equal(second.media.length, 1);
});

test('Refuses a shop that is no shop', async (context) => {
  const sandbox = await start(context);
  assert.equal((await sandbox.control('POST', 'shops', { domain: 'evil.example', products: [] })).status, 422);
  assert.equal((await sandbox.control('POST', 'shops', { domain })).status, 422);
});

test('A merchant can delete, move and rename pictures by hand', async (context) => {
  const sandbox = await start(context);
  const folder = await temporaryFolder(context);
  const files = await Promise.all(['a', 'b', 'c'].map((name) => pictureFile(folder, `${name}.png`)));
  await prepareShop(sandbox, { count: 1, images: () => files.map((file) => ({ path: file })) });
  const place = `shops/${domain}/products/product-1`;
  const [a, b, c] = (await sandbox.control('GET', place)).body.mediaIds;
  const changed = await sandbox.control('POST', `${place}/media`, { operations: [{ op: 'move', id: c, position: 0 }, { op: 'alt', id: a, alt: 'Mine' }, { op: 'delete', id: b }] });
  assert.deepEqual(changed.body.media.map(({ id, alt }) => [id, alt]), [[c, null], [a, 'Mine']]);
  assert.equal((await sandbox.control('POST', `${place}/media`, { op: 'delete', id: b })).status, 404);
});

const fault = (sandbox, body) => sandbox.control('POST', 'faults', body);

for (const [kind, status] of [['429', 429], ['5xx', 503]]) {
  test(`The fault ${kind} answers ${status} as often as asked, then stops`, async (context) => {
    const sandbox = await start(context);
    const { token } = await prepareShop(sandbox);
    await fault(sandbox, { kind, times: 2, shop: domain });
    const answers = [];
    for (let call = 0; call < 3; call += 1) answers.push((await sandbox.graphql(token, '{ shop { name } }')).status);
    assert.deepEqual(answers, [status, status, 200]);
  });
}

test('The fault throttled hits only what it matches', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  await fault(sandbox, { kind: 'throttled', match: 'Listing' });
  assert.equal((await sandbox.graphql(token, 'query Other { shop { name } }')).body.errors, undefined);
  assert.equal((await sandbox.graphql(token, 'query Listing { shop { name } }')).body.errors[0].extensions.code, 'THROTTLED');
});

test('The fault lost-answer does the work and cuts the connection', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const publishing = publisher(sandbox, token);
  const originalSource = await publishing.upload(await picture());
  await fault(sandbox, { kind: 'lost-answer', match: 'fileCreate' });
  await assert.rejects(publishing.create({ originalSource }));
  const found = await sandbox.graphql(token, '{ files(first: 5, query: "filename:new.png") { nodes { id } } }');
  assert.equal(found.body.data.files.nodes.length, 1);
});

test('The fault media-failed ends a good picture as FAILED', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const publishing = publisher(sandbox, token);
  await fault(sandbox, { kind: 'media-failed' });
  const created = await publishing.create({ originalSource: await publishing.upload(await picture()) });
  const { status, mediaErrors } = await publishing.settled(created.files[0].id);
  assert.deepEqual([status, mediaErrors[0].code], ['FAILED', 'IMAGE_PROCESSING_FAILURE']);
});

test('Faults can be listed and taken back, and nonsense is refused', async (context) => {
  const sandbox = await start(context);
  assert.equal((await fault(sandbox, { kind: 'explode' })).status, 400);
  await fault(sandbox, { kind: 'slow', delayMs: 1, times: 3 });
  assert.equal((await sandbox.control('GET', 'faults')).body.faults.length, 1);
  assert.deepEqual((await sandbox.control('DELETE', 'faults')).body.faults, []);
});

test('A restart keeps shops, files, tokens, and goes on with unfinished work', async (context) => {
  const first = await start(context, { imageDelayMs: 60_000, jobDelayMs: 60_000 });
  const folder = await temporaryFolder(context);
  const files = await Promise.all(['a', 'b'].map((name) => pictureFile(folder, `${name}.png`)));
  const { token } = await prepareShop(first, { images: () => files.map((file) => ({ path: file })) });
  const publishing = publisher(first, token);
  const created = await publishing.create({ originalSource: await publishing.upload(await picture()) });
  const before = (await first.control('GET', `shops/${domain}/products/product-1`)).body;
  await publishing.reorder(before.id, [{ id: before.mediaIds[1], newPosition: '0' }]);
  await first.stop();

  const second = await start(context, { folder: first.folder });
  const again = publisher(second, token);
  assert.equal((await again.settled(created.files[0].id)).status, 'READY');
  const read = async () => (await second.control('GET', `shops/${domain}/products/product-1`)).body;
  const after = await until(read, ({ mediaIds }) => mediaIds[0] === before.mediaIds[1]);
  assert.deepEqual(after.media.map(({ sha256 }) => sha256), before.media.map(({ sha256 }) => sha256).reverse());
  assert.equal((await fetch(after.media[0].url)).status, 200);
});
