import { readFile } from 'node:fs/promises';
import { escapeHtml, html } from '../html.mjs';
import { HttpError, Router, send, sendHtml } from '../../server.mjs';
import { visibleProducts } from './catalogue.mjs';
import { aboutPage, homePage } from './home.mjs';
import { storefrontPage } from './page.mjs';
import { collectionPage, productPage } from './product.mjs';
import { themeCss, themeOf } from './theme.mjs';

/** The pages of one shop's site. `shopNow` gives the shop as it is at the time of each visit. */
export function storefrontSite(shopNow) {
  const router = new Router();
  const page = (pattern, render) => router.on('GET', pattern, (request, response, parameters) => {
    const shop = shopNow();
    sendHtml(response, 200, render(shop, themeOf(shop), parameters));
  });
  page('/', homePage);
  page('/pages/about', aboutPage);
  page('/collections/all', collectionPage);
  page('/products/:handle', (shop, theme, { handle }) => {
    const product = visibleProducts(shop).find((entry) => entry.handle === handle);
    if (!product) throw new HttpError(404, 'No such product');
    return productPage(shop, theme, product);
  });
  router.on('GET', '/theme.css', async (request, response) => {
    const base = await readFile(new URL('../assets/storefront.css', import.meta.url), 'utf8');
    send(response, 200, 'text/css; charset=utf-8', themeCss(themeOf(shopNow())) + base);
  });
  router.on('GET', '/robots.txt', (request, response) => {
    const lines = ['User-agent: *', 'Allow: /', 'Disallow: /cart', 'Disallow: /account', 'Crawl-delay: 1', '', `Sitemap: ${shopNow().storefrontUrl}/sitemap.xml`, ''];
    send(response, 200, 'text/plain; charset=utf-8', lines.join('\n'));
  });
  router.on('GET', '/sitemap.xml', (request, response) => send(response, 200, 'application/xml; charset=utf-8', sitemap(shopNow())));
  return {
    handle: (request, response) => router.handle(request, response).catch((error) => {
      if (!(error instanceof HttpError) || response.headersSent) throw error;
      sendHtml(response, error.status, missingPage(shopNow()));
    }),
  };
}

function missingPage(shop) {
  const theme = themeOf(shop);
  const main = html`<article class="about"><h1>We could not find that page</h1><p class="lead">It may have moved, or the product may have left the shop.</p><p><a class="button" href="/collections/all">See everything in the shop</a></p></article>`;
  return storefrontPage({ shop, theme, path: '/404', title: `Page not found · ${shop.name}`, description: 'Page not found', head: html`<meta name="robots" content="noindex">`, main });
}

function sitemap(shop) {
  const paths = ['/', '/pages/about', '/collections/all', ...visibleProducts(shop).map((product) => `/products/${product.handle}`)];
  const entries = paths.map((path) => `  <url><loc>${escapeHtml(shop.storefrontUrl + encodeURI(path))}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
}
