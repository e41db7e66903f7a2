import { html } from '../html.mjs';
import { adminPage, appHandle, appName, initials } from './layout.mjs';
import { tileUrl } from './media.mjs';

export function storesPage(shops) {
  const main = html`<div class="page">
<div class="page-head"><div><h1>Stores</h1><p class="quiet">Practice stores on this machine. The app talks to them as it would talk to Shopify.</p></div></div>
${shops.length === 0 ? html`<div class="card empty"><h2>No stores yet</h2><p>Stores appear here as soon as a catalogue is loaded into the sandbox.</p></div>` : ''}
<ul class="stores">${shops.map(storeCard)}</ul></div>`;
  return adminPage({ title: 'Stores', main });
}

export function storePage(shop) {
  const base = `/admin/store/${shop.handle}`;
  const pictures = shop.products.reduce((sum, product) => sum + product.media.length, 0);
  const main = html`<div class="page">
<div class="page-head"><h1>${shop.name}</h1></div>
<div class="card"><dl class="facts"><div><dt>Products</dt><dd>${shop.products.length}</dd></div><div><dt>Pictures and videos</dt><dd>${pictures}</dd></div>
<div><dt>Plan</dt><dd>${shop.plan}</dd></div><div><dt>Currency</dt><dd>${shop.currency}</dd></div></dl>${strip(shop, 8)}</div>
<div class="card row"><div><h2>${appName}</h2><p class="quiet">${shop.installed ? 'Installed in this store.' : 'Not installed in this store yet.'}</p></div>
<span class="actions">${shop.installed ? html`<form method="post" action="${base}/uninstall"><button class="button" type="submit">Uninstall</button></form>` : ''}<a class="button primary" href="${base}/apps/${appHandle}">${shop.installed ? 'Open app' : 'Install'}</a></span></div>
${shop.storefrontUrl ? html`<div class="card row"><div><h2>Online store</h2><p class="quiet">${new URL(shop.storefrontUrl).host}</p></div><a class="button" href="${shop.storefrontUrl}" target="_blank" rel="noopener">View store</a></div>` : ''}
</div>`;
  return adminPage({ title: 'Home', shop, current: 'home', main });
}

function storeCard(shop) {
  const installed = shop.installed;
  const base = `/admin/store/${shop.handle}`;
  return html`<li class="card store">
${strip(shop, 4)}
<div class="store-body"><div class="store-name"><span class="initials" aria-hidden="true">${initials(shop.name)}</span><div><h2><a href="${base}">${shop.name}</a></h2><p class="quiet">${shop.domain}</p></div></div>
<p class="quiet">${shop.products.length} ${shop.products.length === 1 ? 'product' : 'products'} · ${shop.plan} plan · ${shop.currency}</p>
<div class="row"><span class="badge ${installed ? 'success' : ''}">${installed ? 'App installed' : 'App not installed'}</span>
<span class="actions"><a class="button" href="${base}/products">View products</a><a class="button primary" href="${base}/apps/${appHandle}">${installed ? 'Open app' : 'Install'}<span class="unseen"> in ${shop.name}</span></a></span></div></div></li>`;
}

function strip(shop, count) {
  const pictures = shop.products.filter((product) => product.media.length > 0).slice(0, count);
  if (pictures.length === 0) return '';
  return html`<div class="strip">${pictures.map((product) => html`<img src="${tileUrl(product.media[0], 360)}" alt="${product.title}" width="180" height="180">`)}</div>`;
}
