import { revokeAll } from '../oauth/tokens.mjs';
import { bulkPayload, compliancePayload, deletedPayload, productPayload, scopesPayload, shopPayload } from './payloads.mjs';

// Changes of one product that follow each other at once are one event, as a merchant's click is.
const settle = 25;

/** What happens to shops and makes Shopify speak. Products report their own changes; see `Product.touch`. */
export class Events {
  #state;
  #webhooks;
  #touched = new Map();

  /** @param {import('../state.mjs').State} state @param {import('./deliveries.mjs').Webhooks} webhooks */
  constructor(state, webhooks) {
    this.#state = state;
    this.#webhooks = webhooks;
    state.onProductTouched((product) => this.#touch(product));
  }

  productCreated(product) {
    this.#tell(product.shop, 'products/create', productPayload(product));
  }

  productDeleted(product) {
    clearTimeout(this.#touched.get(product));
    this.#touched.delete(product);
    this.#tell(product.shop, 'products/delete', deletedPayload(product));
  }

  shopUpdated(shop) {
    this.#tell(shop, 'shop/update', shopPayload(shop));
  }

  /** @param {import('../model.mjs').Shop} shop @param {string[]} scopes */
  scopesChanged(shop, scopes) {
    const previous = shop.scopes;
    shop.scopes = scopes;
    this.#tell(shop, 'app/scopes_update', scopesPayload(shop, previous));
  }

  /** @param {import('../model.mjs').Shop} shop @param {Parameters<typeof bulkPayload>[0]} operation */
  bulkFinished(shop, operation) {
    this.#tell(shop, 'bulk_operations/finish', bulkPayload(operation));
  }

  /** The merchant removes the app: access ends first, then the app hears of it. @param {import('../model.mjs').Shop} shop */
  uninstalled(shop) {
    const was = shop.installed;
    shop.installed = false;
    revokeAll(shop);
    if (was) this.#webhooks.emit(shop, 'app/uninstalled', shopPayload(shop));
  }

  /** @param {import('../model.mjs').Shop} shop @param {string} topic one of the three @param {string} [triggeredAt] ISO, for a late one */
  compliance(shop, topic, triggeredAt) {
    return this.#webhooks.emit(shop, topic, compliancePayload(shop, topic), triggeredAt ? { triggeredAt } : {});
  }

  stop() {
    for (const timer of this.#touched.values()) clearTimeout(timer);
    this.#touched.clear();
  }

  #touch(product) {
    if (this.#touched.has(product)) return;
    this.#touched.set(product, setTimeout(() => {
      this.#touched.delete(product);
      if (this.#state.shop(product.shop.domain) === product.shop) this.#tell(product.shop, 'products/update', productPayload(product));
    }, settle));
  }

  #tell(shop, topic, payload) {
    if (shop.installed) this.#webhooks.emit(shop, topic, payload);
  }
}
