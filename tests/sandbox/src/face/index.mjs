import { registerAdmin } from './admin/routes.mjs';
import { appBridgeScript } from './bridge/bundle.mjs';
import { send } from '../server.mjs';

export { startStorefronts } from './storefront/servers.mjs';

/**
 * Adds what a person sees: the sandbox admin and the App Bridge stand-in.
 * @param {import('../server.mjs').Router} router @param {import('../state.mjs').State} state
 * @param {{clientId: string, clientSecret: string, appUrl: string}} config @param {import('../webhooks/events.mjs').Events} events
 */
export function registerFace(router, state, config, events) {
  router.on('GET', '/app-bridge.js', async (request, response) => {
    send(response, 200, 'text/javascript; charset=utf-8', await appBridgeScript(), { 'Cache-Control': 'no-cache' });
  });
  registerAdmin(router, state, config, events);
}
