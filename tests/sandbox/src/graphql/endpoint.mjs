import { randomUUID } from 'node:crypto';
import { findAccess } from '../oauth/tokens.mjs';
import { HttpError, readFields, sendJson } from '../server.mjs';
import { costOf } from './cost.mjs';
import { prepare, queryCostLimit, run } from './execution.mjs';
import { apiVersion } from './schema.mjs';

const closedShops = { frozen: [402, 'Unavailable Shop'], locked: [423, 'Locked'], closed: [403, 'Forbidden'] };

/** Registers the Admin GraphQL endpoint. @param {{state: object, config: object, faults: object, throttle: object, processing: object, jobs: object}} parts */
export function registerGraphql(router, parts) {
  router.on('POST', '/shops/:shop/admin/api/:version/graphql.json', async (request, response, { shop: domain, version }, url) => {
    if (!/^\d{4}-(01|04|07|10)$/.test(version)) throw new HttpError(404, 'Not Found');
    const shop = parts.state.shop(domain);
    if (!shop) throw new HttpError(404, 'Not Found');
    const body = await readFields(request);
    const answer = (status, value) => sendJson(response, status, value, { 'X-Shopify-API-Version': apiVersion, 'X-Request-Id': randomUUID() });
    if (!findAccess(shop, request.headers['x-shopify-access-token'])) {
      return answer(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
    }
    if (closedShops[shop.access]) return answer(closedShops[shop.access][0], { errors: closedShops[shop.access][1] });
    if (typeof body.query !== 'string') return answer(400, { errors: { query: 'Required parameter missing or invalid' } });
    const prepared = prepare(body);
    const names = [body.operationName ?? prepared.operation?.name?.value, ...(prepared.rootFields ?? []), url.pathname];
    if (await parts.faults.misbehave(request, response, domain, names)) return;
    if (prepared.errors) return answer(200, { errors: prepared.errors });
    answer(200, await metered(prepared, body, names, { ...parts, shop }));
  });
}

async function metered(prepared, body, names, context) {
  const { shop, throttle, faults, state } = context;
  const requested = costOf(prepared);
  const cost = (actual) => ({ cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: throttle.status(shop) } });
  if (requested > queryCostLimit) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${queryCostLimit}).`;
    return { errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requested, maxCost: queryCostLimit } }] };
  }
  if (faults.take('throttled', shop.domain, names) || !throttle.reserve(shop, requested)) {
    return { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' } }], extensions: cost(null) };
  }
  const result = await run(prepared, body, context);
  const actual = result.data ? Math.min(requested, costOf(prepared, result.data)) : 0;
  throttle.giveBack(shop, requested - actual);
  // Kept before answered: what a client was told has happened is still so after a crash.
  if (prepared.operation.operation === 'mutation') await state.save(shop);
  return { ...result, extensions: cost(actual) };
}
