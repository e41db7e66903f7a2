import { withSessionToken } from './fetch.mjs';
import { defineAppNavigation, followLocation } from './navigation.mjs';
import { openTop } from './openTop.mjs';
import { Parent } from './parent.mjs';
import { reloadTarget } from './reload.mjs';
import { createSaveBar } from './saveBar.mjs';
import { bounce, enterAdmin, readConfig } from './session.mjs';
import { watchVitals } from './vitals.mjs';

const adminOrigin = new URL(document.currentScript.src).origin;
const apiKey = document.querySelector('meta[name="shopify-api-key"]')?.content ?? '';
const query = new URLSearchParams(window.location.search);
const config = readConfig(apiKey, query);
const embedded = window.parent !== window;

if (!apiKey) console.error('App Bridge: the page has no meta element named shopify-api-key.');
else if (!embedded) enterAdmin(config.host, adminOrigin, apiKey);
else startEmbedded();

function startEmbedded() {
  const parent = new Parent(adminOrigin);
  const idToken = () => parent.ask('idToken', { apiKey });
  let nextToast = 1;
  window.shopify = {
    config,
    environment: { embedded: true, mobile: false, pos: false },
    idToken,
    toast: {
      show(message, { isError = false, duration = 5000 } = {}) {
        const id = `toast-${nextToast++}`;
        parent.send('toast', { toast: { id, message: String(message), isError, duration } });
        return id;
      },
      hide: (id) => parent.send('toastHide', { toast: { id } }),
    },
    loading: (busy = true) => parent.send('loading', { busy: Boolean(busy) }),
    saveBar: createSaveBar(parent),
    webVitals: watchVitals(),
  };
  const target = reloadTarget(query.get('shopify-reload'), window.location.origin);
  if (query.has('shopify-reload')) {
    if (target) bounce(target, idToken);
    return;
  }
  window.fetch = withSessionToken(window.fetch.bind(window), idToken);
  openTop(parent);
  followLocation(parent);
  defineAppNavigation(parent);
}
