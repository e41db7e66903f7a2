import { html, money, plainText } from '../html.mjs';
import { adminPage, appHandle } from './layout.mjs';
import { fileFacts, tileUrl } from './media.mjs';

const statusNames = { ACTIVE: 'Active', DRAFT: 'Draft', ARCHIVED: 'Archived', UNLISTED: 'Unlisted' };
const statusTones = { ACTIVE: 'success', DRAFT: 'info', READY: 'success', FAILED: 'critical', PROCESSING: 'warning', UPLOADED: 'warning' };

// Where the app's admin links lead: the admin adds the numeric ids, one as "id", a selection as "ids[]".
const generateMedia = (shop) => `/admin/store/${shop.handle}/apps/${appHandle}/batches/new`;

export function productsPage(shop) {
  const main = html`<div class="page wide"><div class="page-head"><h1>Products</h1><p class="quiet">${shop.products.length} in ${shop.name}</p></div>
${shop.products.length === 0 ? html`<div class="card empty"><h2>This store has no products</h2><p>Load a catalogue into the sandbox to fill it.</p></div>` : html`<form class="card flush" action="${generateMedia(shop)}"><div class="bulk"><button class="button">Generate media</button><span class="quiet">for the selected products</span></div><table class="products">
<thead><tr><th colspan="3">Product</th><th>Status</th><th>Inventory</th><th>Type</th><th>Vendor</th><th class="number">Media</th></tr></thead>
<tbody>${shop.products.map((product) => productRow(shop, product))}</tbody></table></form>`}</div>`;
  return adminPage({ title: 'Products', shop, current: 'products', main });
}

export function productPage(shop, product) {
  const prices = product.variants.map((variant) => Number(variant.price));
  const main = html`<div class="page wide">
<div class="page-head"><div><p class="crumb"><a href="/admin/store/${shop.handle}/products">Products</a></p><h1>${product.title} ${badge(product.status, statusNames)}</h1></div>
<span class="actions"><a class="button" href="${generateMedia(shop)}?id=${product.numericId}">Generate media</a>${shop.storefrontUrl ? html`<a class="button" href="${shop.storefrontUrl}/products/${product.handle}" target="_blank" rel="noopener">View in store</a>` : ''}</span></div>
<div class="columns"><div>
<section class="card"><h2>Media <span class="quiet">${product.media.length}</span></h2>
${product.media.length === 0 ? html`<p class="quiet">This product has no pictures or videos.</p>` : html`<ol class="gallery">${product.media.map(galleryItem)}</ol>`}</section>
<section class="card"><h2>Description</h2><p>${plainText(product.descriptionHtml) || 'No description.'}</p></section>
</div><aside>
<section class="card"><h2>Organisation</h2><dl class="list"><div><dt>Type</dt><dd>${product.productType || '–'}</dd></div><div><dt>Vendor</dt><dd>${product.vendor || '–'}</dd></div><div><dt>Tags</dt><dd>${product.tags.join(', ') || '–'}</dd></div><div><dt>Handle</dt><dd><code>${product.handle}</code></dd></div></dl></section>
<section class="card"><h2>Variants <span class="quiet">${product.variants.length}</span></h2><dl class="list">${product.variants.map((variant) => html`<div><dt>${variantPicture(product, variant)}${variant.title}${variant.sku ? html` <code>${variant.sku}</code>` : ''}</dt><dd>${money(variant.price, shop.currency)}</dd></div>`)}</dl>
${Math.min(...prices) < Math.max(...prices) ? html`<p class="quiet">From ${money(Math.min(...prices), shop.currency)} to ${money(Math.max(...prices), shop.currency)}.</p>` : ''}</section>
</aside></div></div>`;
  return adminPage({ title: product.title, shop, current: 'products', main });
}

function variantPicture(product, variant) {
  const media = product.media.find((entry) => entry.id === variant.mediaIds[0]);
  const tile = media && tileUrl(media, 64);
  return tile ? html`<img class="variant-picture" data-variant-media="${media.id}" src="${tile}" alt="${media.alt ?? ''}" width="32" height="32" loading="lazy"> ` : '';
}

function productRow(shop, product) {
  const first = product.media.map((media) => tileUrl(media, 120)).find(Boolean);
  const stock = product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0);
  return html`<tr><td class="pick"><input type="checkbox" name="ids[]" value="${product.numericId}" aria-label="Select ${product.title}"></td><td class="thumb">${first ? html`<img src="${first}" alt="" width="40" height="40" loading="lazy">` : html`<span class="no-picture"></span>`}</td>
<td class="name"><a href="/admin/store/${shop.handle}/products/${product.numericId}">${product.title}</a></td><td>${badge(product.status, statusNames)}</td>
<td class="minor">${stock} in stock</td><td class="minor">${product.productType}</td><td class="minor">${product.vendor}</td><td class="number minor">${product.media.length}</td></tr>`;
}

function galleryItem(media, index) {
  return html`<li data-media-id="${media.id}"><div class="frame">${view(media, index)}<span class="place">${index + 1}</span></div>
<p class="alt">${media.alt || html`<span class="quiet">No alt text</span>`}</p>
<p class="file"><code>${media.file.name}</code><span class="quiet">${fileFacts(media.file)}</span></p>
<p>${badge(media.status, {})} ${media.kind === 'VIDEO' ? html`<span class="badge">Video</span>` : ''}</p>
${media.errors.map((error) => html`<p class="error">${error.message}</p>`)}</li>`;
}

function view(media, index) {
  if (media.status !== 'READY') return html`<span class="no-picture">${media.status === 'FAILED' ? 'Failed' : 'Processing'}</span>`;
  if (media.kind === 'VIDEO') return html`<video src="${media.url}"${media.posterUrl ? html` poster="${media.posterUrl}"` : ''} controls muted loop playsinline preload="metadata" aria-label="${media.alt || media.file.name}"></video>`;
  return html`<a href="${media.url}"><img src="${tileUrl(media, 800)}" alt="${media.alt ?? ''}" loading="${index < 4 ? 'eager' : 'lazy'}"></a>`;
}

function badge(state, names) {
  return html`<span class="badge ${statusTones[state] ?? ''}">${names[state] ?? state}</span>`;
}
