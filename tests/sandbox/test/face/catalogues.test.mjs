import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { buildCatalogue, catalogueNames } from '../../catalogues/build.mjs';

let folder;
before(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'catalogues-')); });
after(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

// `stats` looks at the file as it is on disk, so the steps before it have to be carried out first.
const statsOf = async (pipeline) => sharp(await pipeline.png().toBuffer()).stats();

test('Three catalogues come with the sandbox', async () => {
  assert.deepEqual(await catalogueNames(), ['field-and-fern', 'kiln-and-linen', 'ridgeline-outdoor']);
});

for (const [name, count] of [['field-and-fern', 14], ['kiln-and-linen', 16]]) {
  test(`${name} has ${count} whole products, each with its own picture on white`, { timeout: 120_000 }, async () => {
    const body = await buildCatalogue(name, folder);
    assert.equal(body.products.length, count);
    assert.equal(new Set(body.products.map((product) => product.handle)).size, count);
    assert.ok(body.theme.featured.products.every((handle) => body.products.some((product) => product.handle === handle)));
    for (const product of body.products) {
      const { width, height, format } = await sharp(product.images[0].path).metadata();
      assert.deepEqual([width, height, format], [1600, 1600, 'jpeg'], product.handle);
      const corner = await statsOf(sharp(product.images[0].path).extract({ left: 1580, top: 1580, width: 20, height: 20 }));
      assert.ok(corner.channels.every((channel) => channel.mean > 250), `${product.handle} does not stand on white`);
      const whole = await statsOf(sharp(product.images[0].path).resize(64));
      assert.ok(whole.channels[0].stdev > 15, `${product.handle} is an empty picture`);
      assert.ok(product.images[0].alt.length > 10);
    }
  });
}
