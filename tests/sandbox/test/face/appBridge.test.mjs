import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { readSessionToken } from '../../src/session-token.mjs';
import { startApp } from './fakeApp.mjs';
import { appKeys, closeServer, startFace } from './workbench.mjs';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const skip = existsSync(executablePath) ? false : `no Chromium at ${executablePath}`;
const domain = 'kiln-test.myshopify.com';
let face, app, browser, page;

before(async () => {
  if (skip) return;
  app = await startApp(() => `${face.url}/app-bridge.js`);
  face = await startFace({ appUrl: app.url });
  // No cookies and no storage at all for anyone: the embedded path may not need them.
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  page = await browser.newPage();
  await page.addInitScript(() => Object.defineProperty(Document.prototype, 'cookie', { get() { throw new Error('cookies are off'); } }));
});
after(async () => {
  await browser?.close();
  if (app) await closeServer(app.server);
  await face?.close();
});

async function openApp(path = '') {
  app.seen.length = 0;
  await page.goto(`${face.url}/admin/store/kiln-test/apps/commerce-studio${path}`);
  const frame = page.frame({ name: 'app-iframe' });
  await frame.waitForFunction(() => window.shopify);
  return frame;
}

test('Calls of the app carry a fresh token that names the shop', { skip }, async () => {
  const frame = await openApp();
  const first = await frame.evaluate(async () => (await fetch('/echo', { method: 'POST', body: 'hello' })).json());
  const second = await frame.evaluate(async () => (await fetch('/echo')).json());
  assert.ok(readSessionToken(first.token, domain, appKeys));
  assert.equal(first.body, 'hello');
  assert.notEqual(first.token, second.token);
});

test('Calls to another origin carry no token', { skip }, async () => {
  const frame = await openApp();
  const asked = page.waitForRequest((request) => request.url().endsWith('/elsewhere'));
  await frame.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => {}), `${face.url}/elsewhere`);
  assert.equal((await (await asked).allHeaders()).authorization, undefined);
});

test('A refused token is renewed and the call repeated once, body and all', { skip }, async () => {
  const frame = await openApp();
  const status = await frame.evaluate(async () => (await fetch('/stale', { method: 'POST', body: 'kept' })).status);
  const calls = app.seen.filter((call) => call.path === '/stale');
  assert.equal(status, 200);
  assert.deepEqual(calls.map((call) => call.body), ['kept', 'kept']);
  assert.notEqual(calls[0].token, calls[1].token);
});

test('A call refused twice is not repeated again', { skip }, async () => {
  const frame = await openApp();
  assert.equal(await frame.evaluate(async () => (await fetch('/stale?always=1')).status), 401);
  assert.equal(app.seen.filter((call) => call.path === '/stale').length, 2);
});

test('The admin shows the app links, follows its address and title, and opens a link in the frame', { skip }, async () => {
  const frame = await openApp();
  await page.waitForFunction(() => document.title.startsWith('App at /'));
  assert.deepEqual(await page.locator('[data-app-links] a').allTextContents(), ['Catalogue', 'Review']);
  await page.click('text=Review');
  await page.waitForFunction(() => location.pathname.endsWith('/apps/commerce-studio/review') && document.title.startsWith('App at /review'));
  assert.equal(await page.locator('[data-app-links] a[aria-current="page"]').textContent(), 'Review');
  await frame.evaluate(() => history.pushState(null, '', '/review?shop=x&filter=new'));
  await page.waitForFunction(() => location.search === '?filter=new');
});

test('The app may take a navigation itself', { skip }, async () => {
  const frame = await openApp();
  await frame.evaluate(() => document.addEventListener('shopify:navigate', (event) => {
    event.preventDefault();
    window.taken = event.target.getAttribute('href');
  }));
  await page.click('text=Catalogue');
  await frame.waitForFunction(() => window.taken === '/catalogue');
  assert.equal(new URL(frame.url()).pathname, '/');
});

test('Toasts and the save bar are the admin’s, and text stays text', { skip }, async () => {
  const frame = await openApp();
  await frame.evaluate(() => window.shopify.toast.show('Saved <b>12</b> pictures'));
  assert.equal(await page.locator('.toast').textContent(), 'Saved <b>12</b> pictures');
  await frame.fill('input', 'warm');
  await page.click('text=Discard');
  await frame.waitForFunction(() => document.querySelector('input').value === '');
  await page.locator('.save-bar').waitFor({ state: 'hidden' });
});

test('A bounce page reloads the wanted path with a new token', { skip }, async () => {
  app.seen.length = 0;
  await page.goto(`${face.url}/admin/store/kiln-test/apps/commerce-studio/bounce?shopify-reload=${encodeURIComponent('/review?page=2')}`);
  await page.waitForFunction(() => document.title.startsWith('App at /review'));
  const { query } = app.seen.find((call) => call.path === '/review');
  assert.equal(query.get('page'), '2');
  assert.ok(readSessionToken(query.get('id_token'), domain, appKeys));
});

for (const wanted of ['//127.0.0.1:9/x', '/\\127.0.0.1:9', '/\t/127.0.0.1:9', '/%2f127.0.0.1:9', 'https:127.0.0.1', 'http://a@127.0.0.1:9/']) {
  test(`A bounce page stays put for ${JSON.stringify(wanted)}`, { skip }, async () => {
    app.seen.length = 0;
    await page.goto(`${face.url}/admin/store/kiln-test/apps/commerce-studio/bounce?shopify-reload=${encodeURIComponent(wanted)}`);
    const frame = page.frame({ name: 'app-iframe' });
    await frame.waitForFunction(() => window.shopify);
    await frame.evaluate(() => window.shopify.idToken());
    assert.equal(new URL(frame.url()).pathname, '/bounce');
  });
}

test('A framed page opened by itself goes back into its admin, and only there', { skip }, async () => {
  const host = (place) => Buffer.from(place).toString('base64').replace(/=+$/, '');
  await page.goto(`${app.url}?host=${host('evil.example/store/kiln-test')}`);
  assert.equal(page.url().startsWith(app.url), true);
  await page.goto(`${app.url}?host=${host(`${new URL(face.url).host}/store/kiln-test`)}`).catch(() => {});
  await page.waitForURL(/\/admin\/store\/kiln-test\/apps\/commerce-studio|\/admin\/store\/kiln-test\/apps\/sandbox-client/);
});
