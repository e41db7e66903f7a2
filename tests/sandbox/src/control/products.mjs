import { HttpError, readFields, sendJson } from '../server.mjs';
import { loadProduct } from './loading.mjs';
import { rawProduct } from './views.mjs';

const changeable = ['title', 'descriptionHtml', 'vendor', 'productType', 'status', 'tags'];

/** What a merchant does to products by hand: adds one, changes its words, deletes it. */
export function registerProducts(router, { state, events, shopOf, productOf }) {
  router.on('POST', '/control/shops/:domain/products', async (request, response, parameters) => {
    const shop = shopOf(parameters);
    const entry = await readFields(request);
    const problems = await loadProduct(state, shop, entry);
    if (problems.length > 0) throw new HttpError(422, { problems });
    events.productCreated(shop.product(entry.handle));
    await state.save(shop);
    sendJson(response, 201, rawProduct(shop.product(entry.handle)));
  });

  router.on('POST', '/control/shops/:domain/products/:handle', async (request, response, parameters) => {
    const product = productOf(parameters);
    const changes = await readFields(request);
    for (const name of changeable) if (changes[name] !== undefined) product[name] = changes[name];
    product.touch();
    await state.save(product.shop);
    sendJson(response, 200, rawProduct(product));
  });

  router.on('DELETE', '/control/shops/:domain/products/:handle', async (request, response, parameters) => {
    const product = productOf(parameters);
    product.shop.products = product.shop.products.filter((entry) => entry !== product);
    events.productDeleted(product);
    await state.save(product.shop);
    sendJson(response, 200, { removed: product.id });
  });
}
