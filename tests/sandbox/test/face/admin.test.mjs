import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readSessionToken } from '../../src/session-token.mjs';
import { appKeys, startFace } from './workbench.mjs';

let face;
before(async () => { face = await startFace({ appUrl: 'http://127.0.0.1:5000/' }); });
after(() => face.close());
const page = async (path, options) => {
  const response = await fetch(face.url + path, { redirect: 'manual', ...options });
  return { response, text: await response.text() };
};
const base = '/admin/store/kiln-test';

test('The list names itself a stand-in and says what each store holds', async () => {
  const { text } = await page('/admin');
  assert.match(text, /Sandbox admin/);
  assert.match(text, /a stand-in for the Shopify admin/);
  assert.match(text, /Kiln &amp; Linen/);
  assert.match(text, /2 products/);
  assert.match(text, /App not installed/);
  assert.match(text, />Install</);
});

test('An installed app can be opened', async () => {
  const shop = face.state.shop('kiln-test.myshopify.com');
  shop.installed = true;
  const { text } = await page('/admin');
  shop.installed = false;
  assert.match(text, /App installed/);
  assert.match(text, />Open app</);
});

test('The app page frames the app at the path and query of the admin', async () => {
  const { text } = await page(`${base}/apps/commerce-studio/batches/7?step=2`);
  const source = new URL(/<iframe[^>]* src="([^"]+)"/.exec(text)[1].replaceAll('&amp;', '&'));
  assert.equal(source.origin + source.pathname, 'http://127.0.0.1:5000/batches/7');
  assert.equal(source.searchParams.get('step'), '2');
  assert.ok(readSessionToken(source.searchParams.get('id_token'), 'kiln-test.myshopify.com', appKeys));
});

test('The admin mints a fresh token for its own pages only', async () => {
  const { response, text } = await page(`${base}/session-token`, { method: 'POST' });
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.ok(readSessionToken(JSON.parse(text).token, 'kiln-test.myshopify.com', appKeys));
  const foreign = await page(`${base}/session-token`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } });
  assert.equal(foreign.response.status, 403);
});

test('The product page shows the gallery in order, with alt text, file and state', async () => {
  const { text } = await page(`${base}/products/10`);
  assert.deepEqual([...text.matchAll(/data-media-id="([^"]+)"/g)].map((match) => match[1]), ['gid://shopify/Video/12', 'gid://shopify/MediaImage/11', 'gid://shopify/MediaImage/13']);
  assert.match(text, /<video src="[^"]+mug\.mp4/);
  assert.match(text, /A mug on white/);
  assert.match(text, /No alt text/);
  assert.match(text, /PROCESSING/);
  assert.match(text, /Everyday &lt;mug&gt; &amp; saucer/);
  assert.doesNotMatch(text, /<mug>/);
});

test('The product page and the selection lead into the app with the ids, as admin links do', async () => {
  const product = (await page(`${base}/products/10`)).text;
  assert.match(product, /<a class="button" href="\/admin\/store\/kiln-test\/apps\/commerce-studio\/batches\/new\?id=10">Generate media</);
  const list = (await page(`${base}/products`)).text;
  assert.match(list, /<form[^>]* action="\/admin\/store\/kiln-test\/apps\/commerce-studio\/batches\/new">/);
  assert.match(list, /<input type="checkbox" name="ids\[\]" value="10" aria-label="Select Everyday &lt;mug&gt; &amp; saucer">/);
  const framed = (await page(`${base}/apps/commerce-studio/batches/new?ids[]=10&ids[]=20`)).text;
  const source = new URL(/<iframe[^>]* src="([^"]+)"/.exec(framed)[1].replaceAll('&amp;', '&'));
  assert.deepEqual(source.searchParams.getAll('ids[]'), ['10', '20']);
});

test('Links made from host arrive in the admin', async () => {
  const { response } = await page('/store/kiln-test/apps/sandbox-client?x=1');
  assert.equal(response.headers.get('location'), '/admin/store/kiln-test/apps/sandbox-client?x=1');
  assert.equal((await page(response.headers.get('location'))).response.status, 200);
});

for (const path of [`${base}/products/999`, '/admin/store/nobody', `${base}/apps/other`, '/admin/assets/..%2froutes.mjs']) {
  test(`Answers 404 for ${path}`, async () => assert.equal((await page(path)).response.status, 404));
}
