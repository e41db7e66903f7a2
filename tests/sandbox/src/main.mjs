#!/usr/bin/env node
/*
 * A stand-in Shopify on 127.0.0.1, for developing and testing the app without a Shopify account.
 *
 *   SANDBOX_CLIENT_ID=… SANDBOX_CLIENT_SECRET=… SANDBOX_APP_URL=http://127.0.0.1:5080 \
 *     node tests/sandbox/src/main.mjs --port 0 --data DIR [--image-delay 400] [--video-delay 1200] [--job-delay 150] [--bulk-delay 200] [--vendor-delay 150]
 *       [--webhooks http://127.0.0.1:5080/webhooks] [--topics products/update,app/uninstalled]    without --webhooks none are sent
 *
 * One JSON line on stdout says when it is ready: {"ready":true,"port":N,"url":"http://127.0.0.1:N"}. SIGTERM or SIGINT stops it.
 * Everything is kept under DIR and is there again after a restart, also after a kill.
 *
 *   POST /shops/{domain}/admin/oauth/access_token               token exchange (offline, online, expiring=1), refresh_token, client_credentials
 *   POST /shops/{domain}/admin/api/2026-10/graphql.json         Admin GraphQL, schema/*.graphql
 *   PUT or POST /staged/{key}                                   staged uploads
 *   GET  /files/{domain}/{fileId}/{name}[?width=N]              files
 *   GET  /bulk/{domain}/{key}                                   the lines of a bulk operation
 *   GET  /control/state                                         the shops
 *   POST /control/shops, DELETE /control/shops/{domain}         make, replace, remove a shop; 422 names the pictures that did not load
 *   GET  /control/shops/{domain}/products[/{handle}]            raw state
 *   POST /control/shops/{domain}/products/{handle}/media        a merchant's hand: {op: delete|detach|move|alt, id, position?, alt?}
 *   POST /control/shops/{domain}/products                       a merchant's hand: adds one; POST …/{handle} changes it, DELETE …/{handle} deletes it
 *   POST /control/shops/{domain}/expire-bulk                    makes the addresses of bulk results a week old
 *   POST /control/shops/{domain}/uninstall                      the merchant removes the app
 *   POST /control/shops/{domain}/webhooks                       {topic, body?, triggeredAt?}: tells the app of something, such as shop/redact
 *   GET, POST, DELETE /control/webhooks                         deliveries; {kind: repeat|shuffle|delay|tamper|lose|old-secret, value?, times?, shop?, topic?}
 *   POST /control/webhooks/{id}/again                           sends a delivery once more
 *   POST /control/shops/{domain}/access                         {state: open|frozen|locked|closed}
 *   POST /control/shops/{domain}/scopes                         {scopes: [...]}
 *   POST /control/shops/{domain}/expire-tokens                  {refresh?: true}
 *   GET, POST /control/shops/{domain}/billing                   {op: freeze|unfreeze|cancel|advance|approve|approve-cap|decline|currency, id?, days?, hours?}
 *   GET, POST /shops/{domain}/admin/charges/{id}/confirm        Shopify's page to approve a charge, at top level only
 *   POST /partners/graphql.json, /app-events/access_token, /app-events/events   App Pricing: plan and metered usage
 *   GET, POST, DELETE /control/faults                           {kind: 429|slow|5xx|media-failed|throttled|lost-answer|bulk-failed|bulk-shuffled|bulk-cut|bulk-refused,
 *                                                               shop?, times?, match?, delayMs?}
 *                                                               match: operation name, root field, part of a path, or a file name for media-failed
 *
 *   /vendors/{name}/…                                           the vendors' own interfaces: kie (files at kie-files), openai, google, fal, replicate, elevenlabs, deepseek,
 *                                                               anthropic, runway, kling, openrouter; any key is right but one that begins with "wrong"
 *   GET  /vendors/files/{name}/{order}/{n}.{ending}?until=T     what they made
 *   GET  /control/vendors                                       base addresses, secrets of callbacks, pace
 *   POST /control/vendors/pace                                  {queuedMs, runningMs} or {queuedAsks, runningAsks}; {keptMs}: how long outputs live
 *   GET  /control/vendors/purchases[?vendor=]                   what was bought: {vendor, order, model, key, at, fingerprint}
 *   GET  /control/vendors/callbacks                             callbacks and what they were answered
 *   GET, POST, DELETE /control/vendors/faults                   {kind, vendor?, match?, times?, delayMs?, retryAfter?}, kinds in vendors/desk/faults.mjs;
 *                                                               match: order, ask, file, other, or part of a path
 */
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    data: { type: 'string' },
    'image-delay': { type: 'string', default: '400' },
    'video-delay': { type: 'string', default: '1200' },
    'job-delay': { type: 'string', default: '150' },
    webhooks: { type: 'string' },
    topics: { type: 'string' },
    'bulk-delay': { type: 'string', default: '200' },
    'vendor-delay': { type: 'string', default: '150' },
  },
});
const { SANDBOX_CLIENT_ID: clientId, SANDBOX_CLIENT_SECRET: clientSecret, SANDBOX_APP_URL: appUrl, SANDBOX_OLD_CLIENT_SECRET: oldClientSecret } = process.env;
if (!values.data || !clientId || !clientSecret || !appUrl) {
  process.stderr.write('The sandbox needs --data DIR and the variables SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET and SANDBOX_APP_URL.\n');
  process.exit(2);
}

const sandbox = await startSandbox({
  port: Number(values.port),
  dataDir: values.data,
  clientId,
  clientSecret,
  appUrl,
  imageDelayMs: Number(values['image-delay']),
  videoDelayMs: Number(values['video-delay']),
  jobDelayMs: Number(values['job-delay']),
  webhookUrl: values.webhooks,
  webhookTopics: values.topics?.split(','),
  oldClientSecret,
  bulkDelayMs: Number(values['bulk-delay']),
  vendorDelayMs: Number(values['vendor-delay']),
});
process.stdout.write(`${JSON.stringify({ ready: true, port: sandbox.port, url: sandbox.url })}\n`);

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, async () => {
    await sandbox.stop();
    process.exit(0);
  });
}
