import { existsSync } from 'node:fs';
import { BulkOperations } from './bulk/operations.mjs';
import { registerBulk } from './bulk/serving.mjs';
import { Charges } from './billing/charges.mjs';
import { registerBilling } from './billing/index.mjs';
import { registerControl } from './control/endpoints.mjs';
import { Faults } from './faults.mjs';
import { registerGraphql } from './graphql/endpoint.mjs';
import { Throttle } from './graphql/throttle.mjs';
import { Jobs } from './jobs.mjs';
import { Processing } from './media/processing.mjs';
import { registerFiles } from './media/serving.mjs';
import { registerStaged } from './media/staged.mjs';
import { registerOauth } from './oauth/endpoint.mjs';
import { Router, listen } from './server.mjs';
import { State } from './state.mjs';
import { startVendors } from './vendors/vendors.mjs';
import { registerWebhooks } from './webhooks/control.mjs';
import { Webhooks } from './webhooks/deliveries.mjs';
import { Events } from './webhooks/events.mjs';

/**
 * @typedef {{port: number, dataDir: string, clientId: string, clientSecret: string, appUrl: string,
 *   imageDelayMs: number, videoDelayMs: number, jobDelayMs: number, bulkDelayMs?: number,
 *   webhookUrl?: string, webhookTopics?: string[], oldClientSecret?: string, webhookWaitsMs?: number[], vendorDelayMs?: number}} Config
 */

/** Starts a whole sandbox. @param {Config} config @returns {Promise<{url: string, port: number, state: State, stop: () => Promise<void>}>} */
export async function startSandbox(config) {
  const state = await State.open(config.dataDir);
  const faults = new Faults();
  const processing = new Processing(state, config, faults);
  const jobs = new Jobs(state, config);
  const webhooks = new Webhooks(config);
  const events = new Events(state, webhooks);
  const bulk = new BulkOperations(state, config, faults, (shop, operation) => events.bulkFinished(shop, operation));
  const router = new Router();
  const parts = { state, config, faults, processing, jobs, webhooks, events, bulk, throttle: new Throttle(), charges: new Charges((shop, topic, payload) => webhooks.emit(shop, topic, payload)) };
  for (const register of [registerOauth, registerGraphql, registerStaged, registerFiles, registerBulk, registerControl, registerWebhooks, registerBilling]) register(router, parts);
  const vendors = await startVendors(router, state, config);
  const face = await loadFace();
  face?.registerFace(router, state, config, events);
  const server = await listen(router, config.port);
  const { port } = server.address();
  state.listenAt(`http://127.0.0.1:${port}`);
  const storefronts = await face?.startStorefronts(state, config);
  processing.resume();
  jobs.resume();
  bulk.resume();
  vendors.resume();
  const stop = async () => {
    processing.stop();
    jobs.stop();
    events.stop();
    webhooks.stop();
    vendors.stop();
    await bulk.stop();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await storefronts?.stop?.();
    await state.saveAll();
  };
  return { url: state.baseUrl, port, state, stop };
}

/** The pages a person sees: admin, App Bridge stand-in, storefronts. */
async function loadFace() {
  const module = new URL('./face/index.mjs', import.meta.url);
  return existsSync(module) ? import(module.href) : null;
}
