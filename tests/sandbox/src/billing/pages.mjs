import { html, money } from '../face/html.mjs';
import { adminPage, appName } from '../face/admin/layout.mjs';
import { HttpError, readFields, sendHtml } from '../server.mjs';
import { clock } from './charges.mjs';

// Shopify's own pages of money never open inside an app.
const headers = { 'Cache-Control': 'no-store', 'Content-Security-Policy': "frame-ancestors 'none'", 'X-Frame-Options': 'DENY' };

/** Shopify's page on which the merchant approves or declines, at top level. @param {{state: object, charges: import('./charges.mjs').Charges, config: object}} parts */
export function registerConfirmation(router, { state, charges, config }) {
  const open = ({ shop: domain, id }, url) => {
    const shop = state.shop(domain);
    if (!shop) throw new HttpError(404, 'Not Found');
    charges.settle(shop);
    const { subscriptions, purchases, caps } = shop.billing;
    const charge = [...subscriptions, ...purchases].find((entry) => entry.id.endsWith(`/${id}`)) ?? null;
    const cap = charge ? null : caps.find((entry) => entry.number === id) ?? null;
    if ((charge ?? cap)?.key !== url.searchParams.get('signature')) throw new HttpError(404, 'Not Found');
    return { shop, charge, cap };
  };

  router.on('GET', '/shops/:shop/admin/charges/:id/confirm', (request, response, parameters, url) => {
    const { shop, charge, cap } = open(parameters, url);
    const over = charge && charge.status !== 'PENDING';
    sendHtml(response, 200, page(shop, charge, cap, over, url), headers);
  });

  router.on('POST', '/shops/:shop/admin/charges/:id/confirm', async (request, response, parameters, url) => {
    const { shop, charge, cap } = open(parameters, url);
    const { decision } = await readFields(request);
    if (decision !== 'approve' && decision !== 'decline') throw new HttpError(400, 'decision must be approve or decline.');
    if (decision === 'approve' && charge) charges.approve(shop, charge);
    if (decision === 'approve' && cap) charges.approveCap(shop, cap);
    if (decision === 'decline' && charge) charges.decline(shop, charge);
    await state.save(shop);
    // Only an approval leads to the return address; who declines is back in the admin, where the app is.
    const back = decision === 'approve' ? withId((charge ?? cap).returnUrl, parameters.id) : `${state.baseUrl}/admin/store/${shop.handle}/apps/${config.clientId}`;
    response.writeHead(302, { Location: back, ...headers });
    response.end();
  });
}

function withId(address, id) {
  const url = new URL(address);
  url.searchParams.set('charge_id', id);
  return url.href;
}

function page(shop, charge, cap, over, url) {
  const title = cap ? 'Approve a higher spending limit' : charge.recurring ? 'Approve subscription' : 'Approve purchase';
  const main = html`<div class="page"><section class="card charge">
<h1>${title}</h1>
<p class="quiet">${appName} asks ${shop.name} for a charge.</p>
<dl class="facts">${cap ? facts([['Spending limit', money(cap.cap.amount, cap.cap.currencyCode)]]) : facts(rows(shop, charge))}</dl>
${charge?.test ? html`<p><b>Test charge.</b> You will not be billed for it.</p>` : ''}
${over
    ? html`<p>This charge was ${charge.status.toLowerCase()} already.</p><p><a href="${shop.baseUrl}/admin/store/${shop.handle}">Back to the admin</a></p>`
    : html`<form method="post" action="${url.pathname}${url.search}" class="actions"><button class="button" name="decision" value="decline">Decline</button><button class="button dark" name="decision" value="approve">Approve</button></form>`}
</section></div>`;
  return adminPage({ title, shop, main });
}

function rows(shop, charge) {
  if (!charge.recurring) return [['What', charge.name], ['Price, once', money(charge.price.amount, charge.price.currencyCode)]];
  const { price } = charge.recurring;
  return [
    ['Plan', charge.name],
    ['Price', `${money(price.amount, price.currencyCode)} every 30 days`],
    ...(charge.trialDays > 0 ? [['Free trial', `${charge.trialDays} days, until ${new Date(clock(shop) + charge.trialDays * 86400000).toISOString().slice(0, 10)}`]] : []),
    ...(charge.deferred ? [['Begins', 'when the period that is paid already ends']] : []),
    ...(charge.usage ? [['Usage', charge.usage.terms], ['Spending limit', `${money(charge.usage.cap.amount, charge.usage.cap.currencyCode)} every 30 days`]] : []),
  ];
}

const facts = (pairs) => pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
