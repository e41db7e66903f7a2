import { html, jsonScript } from '../html.mjs';
import { adminPage, appHandle, appName } from './layout.mjs';

/** The app inside the admin: the frame, and what the admin shows on its behalf. */
export function appPage(shop, { address, appOrigin }) {
  const base = `/admin/store/${shop.handle}`;
  const settings = { appOrigin, appName, base, appBase: `${base}/apps/${appHandle}`, shopName: shop.name, tokenUrl: `${base}/session-token` };
  const main = html`${jsonScript('application/json', settings, 'app-settings')}
<div class="app-bar"><b>${appName}</b><span class="busy" data-busy hidden role="progressbar" aria-label="Loading"></span></div>
<div class="save-bar" data-save-bar hidden role="region" aria-label="Unsaved changes"><span>Unsaved changes</span><span class="actions"><button type="button" class="button dark" data-save-action="discard">Discard</button><button type="button" class="button light" data-save-action="save">Save</button></span></div>
<iframe id="app-frame" name="app-iframe" title="${appName}" src="${address}" allow="clipboard-write; fullscreen"></iframe>
<div class="toasts" data-toasts role="status" aria-live="polite"></div>`;
  return adminPage({ title: appName, shop, current: 'app', main, script: true, framed: true });
}
