// Serves the sandbox's storefronts alone: one line of JSON says where. Products of a shop without its own come from the file named as argument.
import { readFile } from 'node:fs/promises';
import { storefrontSite } from '../../sandbox/src/face/storefront/site.mjs';
import { Shop } from '../../sandbox/src/model.mjs';
import { listen } from '../../sandbox/src/server.mjs';

const catalogues = new URL('../../sandbox/catalogues/', import.meta.url);
const names = ['field-and-fern', 'kiln-and-linen', 'ridgeline-outdoor'];
const read = async (address) => JSON.parse(await readFile(address, 'utf8'));
const given = process.argv[2] ? await read(process.argv[2]) : [];

const product = (entry, index) => ({
  id: `gid://shopify/Product/${index + 1}`, handle: entry.handle, title: entry.title, descriptionHtml: entry.descriptionHtml, vendor: entry.vendor ?? '',
  productType: entry.productType ?? '', tags: [], status: 'ACTIVE', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', variants: [], mediaIds: [],
});

const sites = {};
for (const name of names) {
  const shop = await read(new URL(`${name}/shop.json`, catalogues));
  const own = await read(new URL(`${name}/products.json`, catalogues));
  const record = { ...shop, id: '1', about: shop.about.join('\n\n'), scopes: [], createdAt: '2026-01-01T00:00:00Z', nextId: 1_000, files: [], products: (own.length > 0 ? own : given).map(product) };
  const served = new Shop(record, { baseUrl: 'http://127.0.0.1:9' });
  const site = storefrontSite(() => served);
  const server = await listen(site, 0);
  served.storefrontUrl = `http://127.0.0.1:${server.address().port}`;
  sites[name] = served.storefrontUrl;
}
process.stdout.write(`${JSON.stringify(sites)}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
