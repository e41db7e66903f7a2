import { createHash } from 'node:crypto';
import { listen } from '../../server.mjs';
import { storefrontSite } from './site.mjs';

// Below the range from which systems hand out ports by themselves.
const firstPort = 20000;
const ports = 10000;

/**
 * One site per shop on 127.0.0.1, for the shops of now and of later; sets `shop.storefrontUrl`. A shop keeps its port
 * from run to run, for the app remembers the address; when another program has it, any free one serves.
 * @param {import('../../state.mjs').State} state @returns {Promise<{stop(): Promise<void>}>}
 */
export async function startStorefronts(state) {
  const servers = new Map();

  const serve = async (domain) => {
    const site = storefrontSite(() => state.shop(domain));
    return listen(site, usualPort(domain)).catch(() => listen(site, 0));
  };
  const open = async (shop) => {
    if (!servers.has(shop.domain)) servers.set(shop.domain, serve(shop.domain));
    const server = await servers.get(shop.domain);
    shop.storefrontUrl = `http://127.0.0.1:${server.address().port}`;
  };
  const shut = async (domain) => {
    const server = await servers.get(domain);
    servers.delete(domain);
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };

  state.onShopAdded(open);
  state.onShopRemoved((shop) => shut(shop.domain));
  await Promise.all(state.shops().map(open));
  return { stop: async () => { await Promise.all([...servers.keys()].map(shut)); } };
}

function usualPort(domain) {
  return firstPort + (createHash('sha256').update(domain).digest().readUInt32BE(0) % ports);
}
