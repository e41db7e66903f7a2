import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../disk.mjs';
import { addMedia, uniqueName } from '../media/creating.mjs';
import { Refusal, checkImage } from '../media/images.mjs';
import { download } from '../media/processing.mjs';
import { Product, Shop } from '../model.mjs';
import { HttpError } from '../server.mjs';

const domainPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const statuses = ['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'];
const defaultScopes = ['read_products', 'write_products', 'read_files', 'write_files'];
const atOnce = 4;

/**
 * Makes a shop from a catalogue, or replaces the one of that domain (whose tokens stay good). Pictures are copied into the data folder.
 * A picture that cannot be used is named with its reason; everything else loads.
 * @returns {Promise<{shop: Shop, problems: {handle: string, image: string, reason: string}[]}>}
 */
export async function loadShop(state, input) {
  if (!domainPattern.test(input.domain ?? '')) throw new HttpError(422, { error: 'domain must look like name.myshopify.com.' });
  if (!Array.isArray(input.products)) throw new HttpError(422, { error: 'products must be a list.' });
  const shop = emptyShop(state, input);
  const problems = [];
  const pictures = [];
  for (const entry of input.products) addProduct(shop, entry, problems, pictures);
  await attach(state, pictures, problems);
  for (const entry of input.products) showOnVariants(shop.product(entry?.handle ?? ''), entry);
  await state.putShop(shop.toJSON());
  return { shop: state.shop(shop.domain), problems };
}

/** Adds one product to a shop. @returns {Promise<{handle: string, image: string, reason: string}[]>} what could not be used */
export async function loadProduct(state, shop, entry) {
  const problems = [];
  const pictures = [];
  addProduct(shop, entry, problems, pictures);
  await attach(state, pictures, problems);
  return problems;
}

async function attach(state, pictures, problems) {
  await inParallel(pictures, (picture) => readPicture(state, picture, problems));
  for (const { product, media } of pictures) if (media) product.mediaIds.push(media.id);
}

function emptyShop(state, input) {
  const before = state.shop(input.domain);
  const number = createHash('sha256').update(input.domain).digest().readUInt32BE(0) % 1_000_000;
  return new Shop({
    domain: input.domain,
    id: before?.id ?? String(60_000_000_000 + number),
    name: input.name ?? input.domain.split('.')[0],
    plan: input.plan ?? 'Basic',
    currency: input.currency ?? 'USD',
    about: input.about,
    theme: input.theme,
    scopes: before?.scopes ?? defaultScopes,
    installed: before?.installed ?? false,
    tokens: before?.tokens,
    bulkOperations: before?.bulkOperations,
    createdAt: before?.createdAt ?? new Date().toISOString(),
    nextId: before?.nextId ?? 8_000_000_000_000 + number * 1_000_000,
    products: [],
    files: [],
  }, state);
}

function addProduct(shop, entry, problems, pictures) {
  const refuse = (reason) => problems.push({ handle: String(entry?.handle ?? ''), image: '', reason });
  if (!entry?.handle || !entry.title) return refuse('A product needs a handle and a title.');
  if (shop.product(entry.handle)) return refuse('Another product has this handle.');
  const status = String(entry.status ?? 'ACTIVE').toUpperCase();
  if (!statuses.includes(status)) return refuse(`status must be one of ${statuses.join(', ')}.`);
  const now = new Date().toISOString();
  const variants = entry.variants?.length > 0 ? entry.variants : [{ title: 'Default Title' }];
  const product = new Product(shop, {
    id: shop.newId('Product'),
    handle: entry.handle,
    title: entry.title,
    descriptionHtml: entry.descriptionHtml ?? '',
    vendor: entry.vendor ?? shop.name,
    productType: entry.productType ?? '',
    tags: entry.tags ?? [],
    status,
    publishedAt: entry.publishedAt === undefined ? now : entry.publishedAt,
    createdAt: now,
    updatedAt: now,
    variants: variants.map((variant) => newVariant(shop, variant)),
    mediaIds: [],
  });
  for (const title of entry.collections ?? [product.productType]) if (title) product.collectionIds.push(collectionOf(shop, title).id);
  shop.products.push(product);
  for (const image of entry.images ?? []) pictures.push({ product, image, media: reserve(shop, image) });
}

// A collection per type, as most shops have, unless the catalogue names its own.
function collectionOf(shop, title) {
  const found = shop.collections.find((entry) => entry.title === title);
  if (found) return found;
  const handle = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const collection = { id: shop.newId('Collection'), handle, title, updatedAt: new Date().toISOString() };
  shop.collections.push(collection);
  return collection;
}

// A variant names the picture it shows by its number, from 0, among the product's images.
function showOnVariants(product, entry) {
  for (const [index, variant] of (entry?.variants ?? []).entries()) {
    const id = Number.isInteger(variant.image) ? product?.mediaIds[variant.image] : undefined;
    if (id) product.variants[index].mediaIds = [id];
  }
}

function newVariant(shop, variant) {
  const id = shop.newId('ProductVariant');
  return {
    id,
    numericId: id.slice(id.lastIndexOf('/') + 1),
    title: variant.title ?? 'Default Title',
    sku: variant.sku ?? '',
    price: Number(variant.price ?? 0).toFixed(2),
    compareAtPrice: variant.compareAtPrice == null ? null : Number(variant.compareAtPrice).toFixed(2),
    inventoryQuantity: Number(variant.inventoryQuantity ?? 0),
    mediaIds: [],
  };
}

// Ids and names are given in catalogue order, before the pictures are read in whatever order the disk answers.
function reserve(shop, image) {
  const name = path.basename(image.path ?? addressPath(image.url)) || 'picture';
  const file = { name: uniqueName(shop, name), mime: '', bytes: 0, width: 0, height: 0, sha256: '' };
  return addMedia(shop, { kind: 'IMAGE', alt: image.alt || null, status: 'PROCESSING', file });
}

function addressPath(url = '') {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return '';
  }
}

async function readPicture(state, picture, problems) {
  const { product, image, media } = picture;
  try {
    const bytes = await pictureBytes(image);
    const facts = await checkImage(bytes);
    await writeAtomically(state.filePath(media), bytes);
    media.file = { ...media.file, ...facts, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    media.status = 'READY';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    media.shop.files.delete(media.id);
    picture.media = null;
    problems.push({ handle: product.handle, image: image.path ?? image.url ?? '', reason: error.message });
  }
}

async function pictureBytes(image) {
  if (image.url && !image.path) return download(image.url);
  if (!image.path || !path.isAbsolute(image.path)) throw new Refusal('IMAGE_DOWNLOAD_FAILURE', 'An image needs an absolute path or a url on 127.0.0.1.');
  const bytes = await readFile(image.path).catch((error) => {
    throw new Refusal('IMAGE_DOWNLOAD_FAILURE', `The file could not be read (${error.code}).`);
  });
  if (bytes.length === 0) throw new Refusal('IMAGE_PROCESSING_FAILURE', 'The file is empty.');
  return bytes;
}

async function inParallel(items, work) {
  const queue = items[Symbol.iterator]();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const item of queue) await work(item);
  }));
}
