import { HttpError, readFields, sendJson } from '../server.mjs';
import { registerFlow } from './flow.mjs';
import { changeGallery } from './gallery.mjs';
import { loadShop } from './loading.mjs';
import { registerProducts } from './products.mjs';
import { rawMedia, rawProduct, shopSummary } from './views.mjs';

const accesses = ['open', 'frozen', 'locked', 'closed'];

/** Registers /control/*: what tests and demos use to set the stage. */
export function registerControl(router, { state, faults, events, bulk }) {
  const shopOf = ({ domain }) => state.shop(domain) ?? notFound('There is no such shop.');
  const productOf = (parameters) => shopOf(parameters).product(parameters.handle) ?? notFound('There is no such product.');

  router.on('GET', '/control/state', (request, response) => sendJson(response, 200, { shops: state.shops().map(shopSummary) }));

  router.on('POST', '/control/shops', async (request, response) => {
    const { shop, problems } = await loadShop(state, await readFields(request));
    sendJson(response, problems.length > 0 ? 422 : 201, { ...shopSummary(shop), problems });
  });

  router.on('DELETE', '/control/shops/:domain', async (request, response, parameters) => {
    await state.removeShop(shopOf(parameters).domain);
    sendJson(response, 200, { removed: parameters.domain });
  });

  router.on('GET', '/control/shops/:domain/products', (request, response, parameters) => {
    sendJson(response, 200, { products: shopOf(parameters).products.map(rawProduct) });
  });

  router.on('GET', '/control/shops/:domain/files', (request, response, parameters) => {
    sendJson(response, 200, { files: [...shopOf(parameters).files.values()].map(rawMedia) });
  });

  router.on('GET', '/control/shops/:domain/products/:handle', (request, response, parameters) => {
    sendJson(response, 200, rawProduct(productOf(parameters)));
  });

  router.on('POST', '/control/shops/:domain/products/:handle/media', async (request, response, parameters) => {
    const product = productOf(parameters);
    changeGallery(product, await readFields(request));
    await state.save(product.shop);
    sendJson(response, 200, rawProduct(product));
  });

  registerProducts(router, { state, events, shopOf, productOf });
  registerAccess(router, { state, events, bulk, shopOf });
  registerFlow(router, state, shopOf);
  registerFaults(router, faults);
}

function registerAccess(router, { state, events, bulk, shopOf }) {
  const change = (action, apply) => router.on('POST', `/control/shops/:domain/${action}`, async (request, response, parameters) => {
    const shop = shopOf(parameters);
    apply(shop, await readFields(request));
    await state.save(shop);
    sendJson(response, 200, shopSummary(shop));
  });
  change('expire-bulk', (shop) => bulk.expire(shop));
  change('uninstall', (shop) => events.uninstalled(shop));
  // {name?, plan?}
  change('facts', (shop, body) => {
    Object.assign(shop, { name: body.name ?? shop.name, plan: body.plan ?? shop.plan });
    events.shopUpdated(shop);
  });
  // {state: "open"|"frozen"|"locked"|"closed"}
  change('access', (shop, body) => {
    if (!accesses.includes(body.state)) throw new HttpError(400, { error: `state must be one of ${accesses.join(', ')}.` });
    shop.access = body.state;
  });
  // {scopes: ["read_products", ...]}
  change('scopes', (shop, body) => {
    if (!Array.isArray(body.scopes)) throw new HttpError(400, { error: 'scopes must be a list.' });
    events.scopesChanged(shop, body.scopes.map(String));
  });
  // {refresh: true} ends the refresh tokens too
  change('expire-tokens', (shop, body) => {
    for (const entry of shop.tokens.access) entry.expiresAt = 0;
    if (body.refresh) for (const entry of shop.tokens.refresh) entry.expiresAt = 0;
  });
}

function registerFaults(router, faults) {
  const list = (response, status) => sendJson(response, status, { faults: faults.list() });
  router.on('GET', '/control/faults', (request, response) => list(response, 200));
  router.on('POST', '/control/faults', async (request, response) => {
    faults.program(await readFields(request));
    list(response, 201);
  });
  router.on('DELETE', '/control/faults', (request, response) => {
    faults.clear();
    list(response, 200);
  });
}

function notFound(error) {
  throw new HttpError(404, { error });
}
