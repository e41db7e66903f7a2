import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
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
 * A picture whose drawing is unchanged since the last time is kept. A shop without products of its own (to be filled from a spreadsheet) gets an empty list.
 * @param {string} name @param {string} folder where `<name>/` is made @returns {Promise<object>} the body
 */
export async function buildCatalogue(name, folder) {
  const source = path.join(here, name);
  const target = path.resolve(folder, name);
  const shop = JSON.parse(await readFile(path.join(source, 'shop.json'), 'utf8'));
  const products = JSON.parse(await readFile(path.join(source, 'products.json'), 'utf8'));
  await mkdir(path.join(target, 'images'), { recursive: true });
  const { drawings } = products.length > 0 ? await import(new URL(`${name}/art/index.mjs`, import.meta.url)) : { drawings: {} };
  const drawn = await readFile(path.join(target, 'drawn.json'), 'utf8').then(JSON.parse, () => ({}));
  await Promise.all(products.map(async (product) => {
    const file = path.join(target, 'images', `${product.handle}.jpg`);
    const drawing = Buffer.from(drawings[product.handle]());
    const digest = createHash('sha256').update(drawing).digest('hex');
    if (drawn[product.handle] !== digest || !existsSync(file)) await render(drawing, file);
    drawn[product.handle] = digest;
    product.images = product.images.map((image) => ({ ...image, path: file }));
  }));
  await writeFile(path.join(target, 'drawn.json'), JSON.stringify(drawn));
  const body = { ...shop, about: shop.about.join('\n\n'), products };
  await writeFile(path.join(target, 'shop.json'), `${JSON.stringify(body, null, 2)}\n`);
  return body;
}

async function render(drawing, file) {
  await sharp(drawing).flatten({ background: '#ffffff' }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toFile(file);
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
