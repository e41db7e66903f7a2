import { emptyBilling } from './billing/charges.mjs';

// The things a shop holds. Plain data in, plain data out (toJSON), with the few derived views the pages and the API share.

/**
 * @typedef {{name: string, mime: string, bytes: number, width: number, height: number, sha256: string, durationMs?: number}} MediaFile
 * @typedef {{code: string, message: string, details: string|null}} MediaError
 * @typedef {{id: string, numericId: string, title: string, sku: string, price: string, compareAtPrice: string | null, inventoryQuantity: number, mediaIds: string[]}} Variant
 */

/** One file of a shop: a picture or a video, which any number of products may show. */
export class Media {
  /** @param {Shop} shop @param {object} record */
  constructor(shop, record) {
    Object.defineProperty(this, 'shop', { value: shop });
    /** @type {string} gid://shopify/MediaImage/1 or gid://shopify/Video/1 */ this.id = record.id;
    /** @type {'IMAGE'|'VIDEO'} */ this.kind = record.kind;
    /** @type {string|null} */ this.alt = record.alt ?? null;
    /** @type {'UPLOADED'|'PROCESSING'|'READY'|'FAILED'} */ this.status = record.status;
    /** @type {MediaFile} width, height are 0 and sha256 is '' until READY. */ this.file = record.file;
    /** @type {MediaError[]} */ this.errors = record.errors ?? [];
    /** @type {string} ISO */ this.createdAt = record.createdAt;
    /** @type {string} ISO */ this.updatedAt = record.updatedAt;
    /** @type {string|null} where the bytes come from until they are processed */ this.source = record.source ?? null;
    /** @type {MediaFile|null} still picture of a video */ this.poster = record.poster ?? null;
  }

  get numericId() {
    return this.id.slice(this.id.lastIndexOf('/') + 1);
  }

  /** Absolute address of the bytes; `&width=N` makes a smaller picture. */
  get url() {
    return `${this.shop.baseUrl}/files/${this.shop.domain}/${this.numericId}/${encodeURIComponent(this.file.name)}?v=${Math.floor(Date.parse(this.updatedAt) / 1000)}`;
  }

  /** Absolute address of a video's still picture, or null. */
  get posterUrl() {
    if (!this.poster) return null;
    return `${this.shop.baseUrl}/files/${this.shop.domain}/${this.numericId}/${encodeURIComponent(this.poster.name)}?v=1`;
  }
}

export class Product {
  /** @param {Shop} shop @param {object} record */
  constructor(shop, record) {
    Object.defineProperty(this, 'shop', { value: shop });
    /** @type {string} gid://shopify/Product/1 */ this.id = record.id;
    /** @type {string} */ this.handle = record.handle;
    /** @type {string} */ this.title = record.title;
    /** @type {string} */ this.descriptionHtml = record.descriptionHtml;
    /** @type {string} */ this.vendor = record.vendor;
    /** @type {string} */ this.productType = record.productType;
    /** @type {string[]} */ this.tags = record.tags;
    /** @type {'ACTIVE'|'ARCHIVED'|'DRAFT'|'UNLISTED'} */ this.status = record.status;
    /** @type {string|null} ISO */ this.publishedAt = record.publishedAt ?? null;
    /** @type {string} ISO */ this.createdAt = record.createdAt;
    /** @type {string} ISO */ this.updatedAt = record.updatedAt;
    /** @type {Variant[]} */ this.variants = record.variants;
    /** @type {string[]} media gids in gallery order */ this.mediaIds = record.mediaIds;
    /** @type {object[]} */ this.metafields = record.metafields ?? [];
    /** @type {string[]} collection gids */ this.collectionIds = record.collectionIds ?? [];
  }

  get numericId() {
    return this.id.slice(this.id.lastIndexOf('/') + 1);
  }

  /** @returns {Media[]} the gallery, in order */
  get media() {
    return this.mediaIds.map((id) => this.shop.files.get(id));
  }

  /** Says that it changed; whoever listens hears of it, and the app does by webhook. */
  touch() {
    this.updatedAt = new Date().toISOString();
    this.shop.place.productTouched?.(this);
  }
}

export class Shop {
  /** @param {object} record @param {{baseUrl: string, productTouched?: (product: Product) => void}} place */
  constructor(record, place) {
    Object.defineProperty(this, 'place', { value: place });
    /** @type {string} */ this.domain = record.domain;
    /** @type {string} numeric */ this.id = record.id;
    /** @type {string} */ this.name = record.name;
    /** @type {string} Basic, Shopify, Advanced, Shopify Plus */ this.plan = record.plan;
    /** @type {string} ISO 4217 */ this.currency = record.currency;
    /** @type {string} */ this.about = record.about ?? '';
    /** @type {any} */ this.theme = record.theme ?? null;
    /** @type {'open'|'frozen'|'locked'|'closed'} */ this.access = record.access ?? 'open';
    /** @type {boolean} whether the app is installed */ this.installed = record.installed ?? false;
    /** @type {string[]} what the app was granted */ this.scopes = record.scopes;
    /** @type {string} ISO */ this.createdAt = record.createdAt;
    /** @type {number} */ this.nextId = record.nextId;
    /** @type {Product[]} */ this.products = record.products.map((entry) => new Product(this, entry));
    /** @type {Map<string, Media>} every file by gid */
    this.files = new Map(record.files.map((entry) => [entry.id, new Media(this, entry)]));
    /** @type {object[]} */ this.metafields = record.metafields ?? [];
    /** @type {{id: string, handle: string, title: string, updatedAt: string}[]} */ this.collections = record.collections ?? [];
    /** @type {Record<string, object>} bulk operations by gid */ this.bulkOperations = record.bulkOperations ?? {};
    /** @type {{triggers: string[], received: {handle: string, payload: object}[]}} the shop's Flow */ this.flow = record.flow ?? { triggers: [], received: [] };
    /** @type {Record<string, object>} */ this.jobs = record.jobs ?? {};
    /** @type {Record<string, object>} */ this.uploads = record.uploads ?? {};
    /** @type {{access: object[], refresh: object[]}} */ this.tokens = record.tokens ?? { access: [], refresh: [] };
    /** @type {ReturnType<typeof emptyBilling>} */ this.billing = { ...emptyBilling(), ...record.billing };
    // The storefront may listen on another port in another run, so its address is set at start and never stored.
    /** @type {string|null} */ this.storefrontUrl = null;
    Object.defineProperty(this, 'storefrontUrl', { enumerable: false, writable: true });
  }

  get handle() {
    return this.domain.split('.')[0];
  }

  get baseUrl() {
    return this.place.baseUrl;
  }

  /** @param {string} handleOrId product handle, numeric id or gid @returns {Product|null} */
  product(handleOrId) {
    return this.products.find((entry) => entry.handle === handleOrId || entry.id === handleOrId || entry.numericId === handleOrId) ?? null;
  }

  /** @param {string} id gid @returns {{product: Product, variant: Variant}|null} */
  variant(id) {
    for (const product of this.products) {
      const variant = product.variants.find((entry) => entry.id === id);
      if (variant) return { product, variant };
    }
    return null;
  }

  /** @param {string} type such as Product @returns {string} a gid never used before in this sandbox */
  newId(type) {
    return `gid://shopify/${type}/${this.nextId++}`;
  }

  toJSON() {
    return { ...this, files: [...this.files.values()] };
  }
}
