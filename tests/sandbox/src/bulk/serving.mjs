import { HttpError } from '../server.mjs';
import { sendFile } from '../media/serving.mjs';

/**
 * Registers GET /bulk/{shop}/{key}, where the lines of an operation are fetched, whole or from a byte on. Faults: bulk-cut breaks
 * the connection half-way, bulk-refused answers as a signature does that is not accepted.
 */
export function registerBulk(router, { state, bulk, faults }) {
  router.on('GET', '/bulk/:shop/:key', async (request, response, { shop: domain, key }) => {
    const shop = state.shop(domain);
    const operation = Object.values(shop?.bulkOperations ?? {}).find((entry) => entry.key === key);
    // The storage is not the shop: whoever sends it the shop's token has leaked it.
    if (request.headers['x-shopify-access-token']) throw new HttpError(400, 'The access token does not belong here.');
    if (!operation || bulk.hasExpired(operation)) throw new HttpError(403, 'The signed address is not valid any more.');
    if (faults.take('bulk-refused', domain, [])) throw new HttpError(403, 'The signed address is not valid.');
    const share = faults.take('bulk-cut', domain, []) ? 0.5 : 1;
    await sendFile(request, response, bulk.file(shop, operation), { 'Content-Type': 'application/jsonl' }, share);
  });
}
