import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { registerFace, startStorefronts } from '../../src/face/index.mjs';
import { listen, Router } from '../../src/server.mjs';
import { State } from '../../src/state.mjs';

export const appKeys = { clientId: 'sandbox-client', clientSecret: 'not-a-secret-for-tests' };

export function shopRecord(domain, change = {}) {
  const media = { id: 'gid://shopify/MediaImage/11', kind: 'IMAGE', alt: 'A mug on white', status: 'READY', file: { name: 'mug.jpg', mime: 'image/jpeg', bytes: 20480, width: 1600, height: 1600, sha256: 'a'.repeat(64) }, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' };
  const clip = { ...media, id: 'gid://shopify/Video/12', kind: 'VIDEO', alt: 'The mug turns', file: { ...media.file, name: 'mug.mp4', mime: 'video/mp4', durationMs: 6000 }, poster: { ...media.file, name: 'mug-poster.jpg' } };
  const waiting = { ...media, id: 'gid://shopify/MediaImage/13', alt: null, status: 'PROCESSING', file: { ...media.file, name: 'waiting.jpg', width: 0, height: 0, sha256: '' } };
  const product = { id: 'gid://shopify/Product/10', handle: 'everyday-mug', title: 'Everyday <mug> & saucer', descriptionHtml: '<p>Holds 320 ml, keeps warm.</p>', vendor: 'Kiln', productType: 'Cups', tags: ['stoneware'], status: 'ACTIVE', createdAt: media.createdAt, updatedAt: media.createdAt, variants: [{ id: 'gid://shopify/ProductVariant/20', numericId: '20', title: 'Default Title', sku: 'KL-1', price: '22.00', inventoryQuantity: 4, mediaIds: [] }], mediaIds: [clip.id, media.id, waiting.id] };
  const draft = { ...product, id: 'gid://shopify/Product/30', handle: 'not-yet', title: 'Not yet', status: 'DRAFT', mediaIds: [] };
  return { domain, id: '1', name: 'Kiln & Linen', plan: 'Basic', currency: 'EUR', about: 'First paragraph.\n\nSecond </script> paragraph.', theme: null, createdAt: media.createdAt, nextId: 100, products: [product, draft], files: [media, clip, waiting], ...change };
}

/** The face over a real state on a free port. `appUrl` is where the framed app would be. */
export async function startFace({ appUrl = 'http://127.0.0.1:9/', shops = [shopRecord('kiln-test.myshopify.com')] } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-face-'));
  const state = await State.open(folder);
  const router = new Router();
  const config = { ...appKeys, appUrl };
  registerFace(router, state, config);
  const server = await listen(router, 0);
  state.listenAt(`http://127.0.0.1:${server.address().port}`);
  const storefronts = await startStorefronts(state, config);
  for (const shop of shops) await state.putShop(shop);
  return {
    state, config, url: state.baseUrl,
    close: async () => {
      await storefronts.stop();
      await closeServer(server);
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

export async function closeServer(server) {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
