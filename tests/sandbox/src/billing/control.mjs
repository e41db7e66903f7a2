import { HttpError, readFields, sendJson } from '../server.mjs';

const day = 24 * 60 * 60 * 1000;

/**
 * What tests do to a shop's money: GET and POST /control/shops/{domain}/billing
 * {op: freeze|unfreeze|cancel|advance|approve|approve-cap|decline|use|currency, id?, days?, hours?, amount?, currency?}; without id the newest charge or the active subscription.
 */
export function registerBillingControl(router, { state, charges }) {
  const shopOf = ({ domain }) => {
    const shop = state.shop(domain);
    if (!shop) throw new HttpError(404, { error: 'There is no such shop.' });
    return shop;
  };
  router.on('GET', '/control/shops/:domain/billing', (request, response, parameters) => {
    const shop = shopOf(parameters);
    charges.settle(shop);
    sendJson(response, 200, shop.billing);
  });
  router.on('POST', '/control/shops/:domain/billing', async (request, response, parameters) => {
    const shop = shopOf(parameters);
    charges.settle(shop);
    change(shop, charges, await readFields(request));
    charges.settle(shop);
    await state.save(shop);
    sendJson(response, 200, shop.billing);
  });
}

function change(shop, charges, { op, id, days = 0, hours = 0, amount, currency }) {
  const { subscriptions, purchases, caps } = shop.billing;
  const newest = () => [...subscriptions, ...purchases].filter((entry) => (id ? entry.id === id : entry.status === 'PENDING')).sort((a, b) => numeric(b) - numeric(a))[0]
    ?? missing('There is no charge that waits.');
  switch (op) {
    case 'freeze': return charges.freeze(shop, true);
    case 'unfreeze': return charges.freeze(shop, false);
    case 'cancel': return charges.cancel(shop, subscriptions.find((entry) => entry.id === id) ?? charges.active(shop) ?? missing('There is no active subscription.'));
    case 'advance': return void (shop.billing.clockMs += days * day + hours * 60 * 60 * 1000);
    case 'approve': return charges.approve(shop, newest());
    case 'approve-cap': return charges.approveCap(shop, caps.at(-1) ?? missing('There is no cap that waits.'));
    case 'decline': return charges.decline(shop, newest());
    case 'use': return void charges.record(shop, charges.active(shop)?.usage?.id, { price: { amount, currencyCode: 'USD' }, description: 'used elsewhere' });
    case 'currency': return void (shop.billing.currency = currency);
    default: throw new HttpError(400, { error: 'op must be freeze, unfreeze, cancel, advance, approve, approve-cap, decline, use or currency.' });
  }
}

const numeric = (entry) => Number(entry.id.slice(entry.id.lastIndexOf('/') + 1));

function missing(error) {
  throw new HttpError(404, { error });
}
