import { readFields, sendJson } from '../server.mjs';
import { secrets } from './orders/signatures.mjs';

/** What tests and demos ask of the vendors beside their own interfaces. */
export function registerVendorControl(router, { names, faults, pace, orders, callbacks, lists, baseUrl }) {
  router.on('GET', '/control/vendors', (request, response) => {
    sendJson(response, 200, { vendors: names.map((name) => ({ name, base: `${baseUrl()}/vendors/${name}/`, secret: secrets[name] ?? null })), pace: pace.current() });
  });
  // {queuedMs, runningMs} or {queuedAsks, runningAsks}, and {keptMs}: how long outputs live.
  router.on('POST', '/control/vendors/pace', async (request, response) => {
    pace.change(await readFields(request));
    sendJson(response, 200, { pace: pace.current() });
  });
  // {vendor, model, gone} or {vendor, model, until}: what vendors' lists of models say.
  router.on('POST', '/control/vendors/models', async (request, response) => {
    const change = await readFields(request);
    lists.change(change);
    sendJson(response, 200, { models: lists.of(change.vendor) });
  });
  router.on('GET', '/control/vendors/purchases', (request, response, parameters, url) => sendJson(response, 200, { purchases: orders.purchases(url.searchParams.get('vendor')) }));
  router.on('GET', '/control/vendors/callbacks', (request, response) => sendJson(response, 200, { callbacks: callbacks.list() }));

  const list = (response, status) => sendJson(response, status, { faults: faults.list() });
  router.on('GET', '/control/vendors/faults', (request, response) => list(response, 200));
  router.on('POST', '/control/vendors/faults', async (request, response) => {
    faults.program(await readFields(request));
    list(response, 201);
  });
  router.on('DELETE', '/control/vendors/faults', (request, response) => {
    faults.clear();
    list(response, 200);
  });
}
