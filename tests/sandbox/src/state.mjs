import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { coalesced, writeAtomically } from './disk.mjs';
import { Shop } from './model.mjs';

/**
 * Everything the sandbox knows, in memory, with one JSON snapshot per shop and one file per picture under the data folder.
 * A change is kept once `save(shop)` has resolved.
 *
 * What pages and storefronts use:
 *   state.shops() → Shop[]; state.shop(domain) → Shop|null; state.filePath(media) → absolute path of the bytes
 *   shop: domain, handle, name, plan, currency, about, theme, products (ordered), product(handleOrId), storefrontUrl (settable), baseUrl
 *   product: id, numericId, handle, title, descriptionHtml, vendor, productType, tags, status, variants, media (ordered)
 *   media: id, numericId, kind, alt, status, url, posterUrl, file {name, mime, bytes, width, height, sha256}
 *   state.onShopAdded(listener), state.onShopRemoved(listener): called with the Shop after it was created, replaced or removed
 */
export class State {
  #shops = new Map();
  #saves = new Map();
  #added = [];
  #removed = [];
  #place = { baseUrl: '' };

  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /** @param {string} folder @returns {Promise<State>} with the shops found there */
  static async open(folder) {
    const state = new State(path.resolve(folder));
    const snapshots = path.join(state.folder, 'shops');
    await mkdir(snapshots, { recursive: true });
    for (const name of (await readdir(snapshots)).sort()) {
      if (!name.endsWith('.json')) continue;
      const record = JSON.parse(await readFile(path.join(snapshots, name), 'utf8'));
      state.#shops.set(record.domain, new Shop(record, state.#place));
    }
    return state;
  }

  /** Where this run listens; addresses of files are built from it. @param {string} url */
  listenAt(url) {
    this.#place.baseUrl = url;
  }

  get baseUrl() {
    return this.#place.baseUrl;
  }

  /** @returns {Shop[]} */
  shops() {
    return [...this.#shops.values()];
  }

  /** @param {string} domain @returns {Shop|null} */
  shop(domain) {
    return this.#shops.get(domain) ?? null;
  }

  /** Adds or replaces a shop and keeps it. @param {object} record @returns {Promise<Shop>} */
  async putShop(record) {
    const shop = new Shop(record, this.#place);
    shop.storefrontUrl = this.shop(shop.domain)?.storefrontUrl ?? null;
    this.#shops.set(shop.domain, shop);
    await this.save(shop);
    for (const listener of this.#added) await listener(shop);
    return shop;
  }

  /** @param {string} domain */
  async removeShop(domain) {
    const shop = this.shop(domain);
    if (!shop) return;
    this.#shops.delete(domain);
    await this.#saves.get(domain)?.().catch(() => {});
    this.#saves.delete(domain);
    await rm(this.#snapshot(domain), { force: true });
    await rm(path.join(this.folder, 'files', domain), { recursive: true, force: true });
    for (const listener of this.#removed) await listener(shop);
  }

  /** Resolves when the shop as it is now is on disk. @param {Shop} shop */
  save(shop) {
    const { domain } = shop;
    if (!this.#saves.has(domain)) {
      this.#saves.set(domain, coalesced(async () => {
        const current = this.shop(domain);
        if (current) await writeAtomically(this.#snapshot(domain), JSON.stringify(current));
      }));
    }
    return this.#saves.get(domain)();
  }

  /** Resolves when every shop is on disk. */
  async saveAll() {
    await Promise.all(this.shops().map((shop) => this.save(shop)));
  }

  /** @param {import('./model.mjs').Media} media @param {boolean} [poster] @returns {string} absolute path of its bytes */
  filePath(media, poster = false) {
    return path.join(this.folder, 'files', media.shop.domain, poster ? `${media.numericId}.poster` : media.numericId);
  }

  /** @param {(shop: Shop) => unknown} listener */
  onShopAdded(listener) {
    this.#added.push(listener);
  }

  /** @param {(shop: Shop) => unknown} listener */
  onShopRemoved(listener) {
    this.#removed.push(listener);
  }

  /** Called with each product that changed. @param {(product: import('./model.mjs').Product) => void} listener */
  onProductTouched(listener) {
    this.#place.productTouched = listener;
  }

  #snapshot(domain) {
    return path.join(this.folder, 'shops', `${domain}.json`);
  }
}
