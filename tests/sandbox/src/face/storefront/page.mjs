import { html } from '../html.mjs';

/** The page around everything in a storefront. `head` holds the page's own meta elements. */
export function storefrontPage({ shop, theme, path, title, description, image = null, type = 'website', head = '', main }) {
  const address = `${shop.storefrontUrl}${path}`;
  const link = (href, label) => html`<li><a href="${href}"${path === href ? html` aria-current="page"` : ''}>${label}</a></li>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="theme-color" content="${theme.palette.primary}">
<link rel="canonical" href="${address}">
<meta property="og:site_name" content="${shop.name}">
<meta property="og:type" content="${type}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address}">
${image ? html`<meta property="og:image" content="${image}">` : ''}
${head}
<link rel="stylesheet" href="/theme.css">
</head>
<body class="layout-${theme.layout}">
<a class="skip" href="#content">Skip to content</a>
<header class="site-head"><a class="site-name" href="/">${shop.name}</a>
<nav aria-label="Main"><ul>${link('/collections/all', 'Shop all')}${link('/pages/about', 'Our story')}</ul></nav></header>
<main id="content">${main}</main>
<footer class="site-foot"><div><p class="site-name">${shop.name}</p><p>${theme.tagline}</p></div>
<nav aria-label="Footer"><ul>${link('/collections/all', 'Shop all')}${link('/pages/about', 'Our story')}</ul></nav>
${theme.footer ? html`<p class="small">${theme.footer}</p>` : ''}</footer>
</body>
</html>`.toString();
}
