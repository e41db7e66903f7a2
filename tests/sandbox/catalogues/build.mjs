import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = path.dirname(fileURLToPath(import.meta.url));

/** @returns {Promise<string[]>} names of the built-in catalogues */
export async function catalogueNames() {
  const entries = await readdir(here, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && entry.name !== 'drawing').map((entry) => entry.name).sort();
}

/**
 * Draws a catalogue's pictures as JPEG (1600 × 1600) and writes `shop.json`, the body of `POST /control/shops`, beside them.
 * A shop without products of its own (to be filled from a spreadsheet) gets an empty list.
 * @param {string} name @param {string} folder where `<name>/` is made @returns {Promise<object>} the body
 */
export async function buildCatalogue(name, folder) {
  const source = path.join(here, name);
  const target = path.resolve(folder, name);
  const shop = JSON.parse(await readFile(path.join(source, 'shop.json'), 'utf8'));
  const products = JSON.parse(await readFile(path.join(source, 'products.json'), 'utf8'));
  await mkdir(path.join(target, 'images'), { recursive: true });
  const { drawings } = products.length > 0 ? await import(new URL(`${name}/art/index.mjs`, import.meta.url)) : { drawings: {} };
  for (const product of products) {
    const file = path.join(target, 'images', `${product.handle}.jpg`);
    await sharp(Buffer.from(drawings[product.handle]())).flatten({ background: '#ffffff' }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toFile(file);
    product.images = product.images.map((image) => ({ ...image, path: file }));
  }
  const body = { ...shop, about: shop.about.join('\n\n'), products };
  await writeFile(path.join(target, 'shop.json'), `${JSON.stringify(body, null, 2)}\n`);
  return body;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, ...names] = process.argv.slice(2);
  if (!folder) {
    process.stderr.write('Usage: node build.mjs FOLDER [NAME …]\n');
    process.exit(2);
  }
  for (const name of names.length > 0 ? names : await catalogueNames()) {
    const body = await buildCatalogue(name, folder);
    process.stdout.write(`${path.resolve(folder, name, 'shop.json')} ${body.products.length}\n`);
  }
}
