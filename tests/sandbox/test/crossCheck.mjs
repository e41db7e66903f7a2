#!/usr/bin/env node
/*
 * Asks Shopify's own library for Node, which knows nothing of ours, about our signatures, and has it sign for us.
 * One JSON object on stdin: {apiKey, apiSecret, shop, webhooks: [{headers, body}], install: [query], proxy: [query], tokens: [text]}.
 * One on stdout: the library's verdict on each in the same order, and what it and the sandbox signed.
 */
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { getHmac, getJwt } from '@shopify/shopify-api/test-helpers';
import { text } from 'node:stream/consumers';
import { signSessionToken } from '../src/session-token.mjs';
import { deliveryHeaders, signBody } from '../src/webhooks/signing.mjs';

const asked = JSON.parse(await text(process.stdin));
const { apiKey, apiSecret, shop } = asked;
const library = shopifyApi({
  apiKey, apiSecretKey: apiSecret, apiVersion: ApiVersion.April26, hostName: 'studio.example.com', isEmbeddedApp: true, userAgentPrefix: 'cross-check',
  logger: { level: LogSeverity.Error, log: () => {} },
});
// Signing of queries is not among what the package exports; the file beside its entry has it.
const { generateLocalHmac } = await import(new URL('./utils/hmac-validator.mjs', import.meta.resolve('@shopify/shopify-api')).href);

const holds = (check) => check().then((valid) => valid === true, () => false);
const all = (items, check) => Promise.all(items.map((item) => holds(() => check(item))));
const request = (headers) => ({ rawRequest: { method: 'POST', url: '/webhooks', headers }, rawResponse: {} });

const verdicts = {
  webhooks: await all(asked.webhooks, async ({ headers, body }) => (await library.webhooks.validate({ rawBody: body, ...request(headers) })).valid),
  flow: await all(asked.webhooks, async ({ headers, body }) => (await library.flow.validate({ rawBody: body, ...request(headers) })).valid),
  install: await all(asked.install, (query) => library.utils.validateHmac(query)),
  proxy: await all(asked.proxy, (query) => library.utils.validateHmac(query, { signator: 'appProxy' })),
  tokens: await all(asked.tokens, async (token) => (await library.session.decodeSessionToken(token)).dest === `https://${shop}`),
};

const now = Math.floor(Date.now() / 1000);
const body = '{"title":"Schüssel \\u00fc","updated_at":"2026-11-21T08:00:00Z"}\n';
const query = { code: 'a/b&c', host: 'YWRtaW4=', shop, state: 'one-two', timestamp: String(now) };
const proxied = { extra: ['1', '2'], path_prefix: '/apps/studio', shop, timestamp: String(now) };
const claims = { iss: `https://${shop}/admin`, exp: now + 60, nbf: now, iat: now };
const delivery = { topic: 'products/update', shop, id: 'delivery', eventId: 'event', triggeredAt: new Date().toISOString(), apiVersion: '2026-10' };
const signed = {
  webhook: { body, signature: getHmac(body, apiSecret) },
  install: { ...query, hmac: await generateLocalHmac(library.config)(query) },
  proxy: { ...proxied, signature: await generateLocalHmac(library.config)(proxied, 'appProxy') },
  token: (await getJwt(shop.split('.')[0], apiKey, apiSecret, claims)).token,
};
const sandboxHeaders = deliveryHeaders(delivery, signBody(body, apiSecret));
const sandboxToken = signSessionToken({ shop, userId: '7' }, { clientId: apiKey, clientSecret: apiSecret });
const sandbox = {
  webhook: { body, headers: sandboxHeaders },
  token: sandboxToken,
  believed: [
    await holds(async () => (await library.webhooks.validate({ rawBody: body, ...request(sandboxHeaders) })).valid),
    await holds(async () => (await library.session.decodeSessionToken(sandboxToken)).dest === `https://${shop}`),
  ],
};
process.stdout.write(JSON.stringify({ verdicts, signed, sandbox }));
