import { listen } from '../../server.mjs';
import { storefrontSite } from './site.mjs';

/**
 * One site per shop, each on a free port of 127.0.0.1, for the shops of now and of later; sets `shop.storefrontUrl`.
 * @param {import('../../state.mjs').State} state @returns {Promise<{stop(): Promise<void>}>}
 */
export async function startStorefronts(state) {
  const servers = new Map();

  const open = async (shop) => {
    if (!servers.has(shop.domain)) servers.set(shop.domain, listen(storefrontSite(() => state.shop(shop.domain)), 0));
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
