import { html, jsonScript, plainText, raw } from '../html.mjs';
import { priceOf, productCard, shownMedia, stillOf, visibleProducts } from './catalogue.mjs';
import { storefrontPage } from './page.mjs';

export function collectionPage(shop, theme) {
  const products = visibleProducts(shop);
  const main = html`<section class="band"><div class="band-head"><h1>Shop all</h1><p>${products.length} ${products.length === 1 ? 'product' : 'products'}. ${theme.featured.lead}</p></div>
<ul class="grid">${products.map((product, index) => productCard(shop, product, index < 4))}</ul></section>`;
  return storefrontPage({ shop, theme, path: '/collections/all', title: `Shop all · ${shop.name}`, description: `Everything from ${shop.name}. ${theme.tagline}.`, main });
}

export function productPage(shop, theme, product) {
  const media = shownMedia(product);
  const text = plainText(product.descriptionHtml);
  const description = text.length > 155 ? `${text.slice(0, 155).replace(/\s\S*$/, '')}…` : text;
  const others = visibleProducts(shop).filter((entry) => entry !== product && entry.productType === product.productType).slice(0, 4);
  const main = html`<article class="product"><div class="product-gallery">${media.map((entry, index) => item(entry, product, index))}</div>
<div class="product-text">${product.vendor ? html`<p class="vendor">${product.vendor}</p>` : ''}<h1>${product.title}</h1><p class="price">${priceOf(product, shop.currency)}</p>
<div class="description">${raw(product.descriptionHtml)}</div>
${product.variants.length > 1 ? html`<h2>Choose</h2><ul class="variants">${product.variants.map((variant) => html`<li>${variant.title}</li>`)}</ul>` : ''}</div></article>
${others.length > 0 ? html`<section class="band"><div class="band-head"><h2>Goes well with</h2></div><ul class="grid">${others.map((entry) => productCard(shop, entry))}</ul></section>` : ''}`;
  return storefrontPage({ shop, theme, path: `/products/${product.handle}`, title: `${product.title} · ${shop.name}`, description, image: stillOf(product)?.url, type: 'product', head: productData(shop, product, text), main });
}

function productData(shop, product, text) {
  const address = `${shop.storefrontUrl}/products/${product.handle}`;
  return jsonScript('application/ld+json', {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    description: text,
    url: address,
    image: shownMedia(product).filter((entry) => entry.kind === 'IMAGE').map((entry) => entry.url),
    brand: product.vendor ? { '@type': 'Brand', name: product.vendor } : undefined,
    category: product.productType || undefined,
    offers: product.variants.map((variant) => ({
      '@type': 'Offer', sku: variant.sku || undefined, price: variant.price, priceCurrency: shop.currency, url: address,
      availability: `https://schema.org/${variant.inventoryQuantity > 0 ? 'InStock' : 'OutOfStock'}`,
    })),
  });
}

function item(media, product, index) {
  const alt = media.alt || product.title;
  if (media.kind === 'VIDEO') return html`<video src="${media.url}"${media.posterUrl ? html` poster="${media.posterUrl}"` : ''} controls muted loop playsinline preload="metadata" aria-label="${alt}"></video>`;
  return html`<img src="${media.url}&width=1200" alt="${alt}"${media.file.width ? html` width="${media.file.width}" height="${media.file.height}"` : ''} loading="${index === 0 ? 'eager' : 'lazy'}">`;
}
