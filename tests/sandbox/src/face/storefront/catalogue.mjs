import { html, money } from '../html.mjs';

/** Products a visitor may see. */
export function visibleProducts(shop) {
  return shop.products.filter((product) => product.status === 'ACTIVE');
}

/** Media that is ready to be shown, in gallery order. */
export function shownMedia(product) {
  return product.media.filter((media) => media.status === 'READY');
}

export function stillOf(product) {
  const media = shownMedia(product).find((entry) => entry.kind === 'IMAGE');
  return media ?? null;
}

export function priceOf(product, currency) {
  const prices = product.variants.map((variant) => Number(variant.price)).sort((left, right) => left - right);
  if (prices.length === 0) return '';
  return prices[0] === prices.at(-1) ? money(prices[0], currency) : `From ${money(prices[0], currency)}`;
}

export function productCard(shop, product, eager = false) {
  const still = stillOf(product);
  return html`<li class="product-card"><a href="/products/${product.handle}">
<span class="picture">${still ? html`<img src="${still.url}&width=640" alt="${still.alt || product.title}" width="640" height="640" loading="${eager ? 'eager' : 'lazy'}">` : ''}</span>
<h3>${product.title}</h3><p class="price">${priceOf(product, shop.currency)}</p></a></li>`;
}
