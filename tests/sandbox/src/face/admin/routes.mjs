import { readFile } from 'node:fs/promises';
import { HttpError, send, sendHtml, sendJson } from '../../server.mjs';
import { frameAddress } from '../frameAddress.mjs';
import { staffToken } from '../staff.mjs';
import { appPage } from './app.mjs';
import { appHandle } from './layout.mjs';
import { productPage, productsPage } from './products.mjs';
import { storePage, storesPage } from './stores.mjs';

const assets = { 'admin.css': 'text/css; charset=utf-8', 'admin.js': 'text/javascript; charset=utf-8', 'icon.svg': 'image/svg+xml' };
const fresh = { 'Cache-Control': 'no-store' };

export function registerAdmin(router, state, config, events) {
  const shopOf = (handle) => {
    const shop = state.shops().find((entry) => entry.handle === handle);
    if (!shop) throw new HttpError(404, 'No such store');
    return shop;
  };
  const page = (pattern, render) => router.on('GET', pattern, (request, response, parameters, url) => {
    sendHtml(response, 200, render(shopOf(parameters.handle), parameters, url), fresh);
  });
  const app = (shop, parameters, url) => {
    if (parameters.app !== appHandle && parameters.app !== config.clientId) throw new HttpError(404, 'No such app');
    const path = url.pathname.split('/').slice(6).join('/');
    const address = frameAddress(shop, config, { adminUrl: state.baseUrl, path, query: url.searchParams });
    return appPage(shop, { address, appOrigin: new URL(config.appUrl).origin });
  };

  router.on('GET', '/', (request, response) => redirect(response, '/admin'));
  router.on('GET', '/admin', (request, response) => sendHtml(response, 200, storesPage(state.shops()), fresh));
  page('/admin/store/:handle', storePage);
  page('/admin/store/:handle/products', productsPage);
  page('/admin/store/:handle/products/:id', (shop, { id }) => {
    const product = shop.product(id);
    if (!product) throw new HttpError(404, 'No such product');
    return productPage(shop, product);
  });
  page('/admin/store/:handle/apps/:app', app);
  page('/admin/store/:handle/apps/:app/*path', app);
  router.on('POST', '/admin/store/:handle/uninstall', async (request, response, { handle }) => {
    demandSameOrigin(request);
    const shop = shopOf(handle);
    events.uninstalled(shop);
    await state.save(shop);
    redirect(response, `/admin/store/${handle}`, 303);
  });
  router.on('POST', '/admin/store/:handle/session-token', (request, response, { handle }) => {
    demandSameOrigin(request);
    sendJson(response, 200, { token: staffToken(shopOf(handle), config) }, fresh);
  });
  // `host` names the admin as {host}/store/{handle}, so links built from it arrive here.
  router.on('GET', '/store/:handle', (request, response, parameters, url) => redirect(response, `/admin${url.pathname}${url.search}`));
  router.on('GET', '/store/:handle/*rest', (request, response, parameters, url) => redirect(response, `/admin${url.pathname}${url.search}`));
  router.on('GET', '/admin/assets/:name', async (request, response, { name }) => {
    if (!Object.hasOwn(assets, name)) throw new HttpError(404, 'Not Found');
    send(response, 200, assets[name], await readFile(new URL(`../assets/${name}`, import.meta.url)), { 'Cache-Control': 'no-cache' });
  });
}

// A page of another origin could not read the answer, but it has no business asking either.
function demandSameOrigin(request) {
  if ((request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') throw new HttpError(403, 'Forbidden');
}

function redirect(response, address, status = 302) {
  response.writeHead(status, { Location: address });
  response.end();
}
