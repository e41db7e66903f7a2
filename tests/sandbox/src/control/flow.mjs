import { HttpError, readFields, sendJson } from '../server.mjs';

/** Registers /control/shops/:domain/flow: which triggers the shop's Flow knows, and what it was sent. */
export function registerFlow(router, state, shopOf) {
  router.on('GET', '/control/shops/:domain/flow', (request, response, parameters) => sendJson(response, 200, shopOf(parameters).flow));
  // {triggers: ["media-ready-for-review", ...]}; an empty list is a shop without Flow
  router.on('POST', '/control/shops/:domain/flow', async (request, response, parameters) => {
    const shop = shopOf(parameters);
    const { triggers } = await readFields(request);
    if (!Array.isArray(triggers)) throw new HttpError(400, { error: 'triggers must be a list.' });
    shop.flow = { triggers: triggers.map(String), received: [] };
    await state.save(shop);
    sendJson(response, 200, shop.flow);
  });
}
