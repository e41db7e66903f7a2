import { html } from '../html.mjs';

export const appName = 'Commerce Studio';
export const appHandle = 'commerce-studio';

/** The page around everything in the admin. `shop` null means the list of stores. */
export function adminPage({ title, shop = null, current = '', main, script = false, framed = false }) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}${shop ? ` · ${shop.name}` : ''} · Sandbox admin</title>
<link rel="icon" href="/admin/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/admin/assets/admin.css">
${script ? html`<script src="/admin/assets/admin.js"></script>` : ''}
</head>
<body class="${framed ? 'framed' : ''}">
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="/admin"><img src="/admin/assets/icon.svg" alt="" width="24" height="24"><span><b>Sandbox admin</b><small>a stand-in for the Shopify admin</small></span></a>
${shop ? html`<a class="who" href="/admin/store/${shop.handle}"><span class="initials" aria-hidden="true">${initials(shop.name)}</span><span class="who-name">${shop.name}</span></a>` : ''}
</header>
${shop ? sideNavigation(shop, current) : ''}
<main id="main" tabindex="-1">${main}</main>
</body>
</html>`.toString();
}

export function initials(name) {
  return name.split(/\s+/).filter((word) => /^[\p{L}\d]/u.test(word)).slice(0, 2).map((word) => word[0].toUpperCase()).join('');
}

function sideNavigation(shop, current) {
  const base = `/admin/store/${shop.handle}`;
  const item = (key, href, label) => html`<a href="${href}"${current === key ? html` aria-current="page"` : ''}>${label}</a>`;
  return html`<nav class="side" aria-label="Store">
${item('home', base, 'Home')}
${item('products', `${base}/products`, 'Products')}
<p>Apps</p>
${item('app', `${base}/apps/${appHandle}`, appName)}
<div class="app-links" data-app-links></div>
<p>Sales channels</p>
${shop.storefrontUrl ? html`<a href="${shop.storefrontUrl}" target="_blank" rel="noopener">Online store<span aria-hidden="true"> ↗</span><span class="unseen"> (opens in a new tab)</span></a>` : html`<span class="off">Online store, not running</span>`}
</nav>`;
}
