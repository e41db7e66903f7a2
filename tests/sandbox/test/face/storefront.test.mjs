import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { shopRecord, startFace } from './workbench.mjs';

let face;
before(async () => { face = await startFace({ shops: [shopRecord('kiln-test.myshopify.com'), shopRecord('bare.myshopify.com', { name: 'Bare', about: '', products: [], files: [] })] }); });
after(() => face.close());
const shop = (name = 'kiln-test') => face.state.shop(`${name}.myshopify.com`);
const get = async (path, name) => {
  const response = await fetch(shop(name).storefrontUrl + path);
  return { response, text: await response.text() };
};

for (const [name, paths] of Object.entries({ 'kiln-test': ['/', '/pages/about', '/collections/all', '/products/everyday-mug'], bare: ['/', '/pages/about', '/collections/all'] })) {
  for (const path of paths) {
    test(`${name}${path} is a whole page`, async () => {
      const { response, text } = await get(path, name);
      assert.equal(response.status, 200);
      assert.match(text, /<!doctype html>\n<html lang="en">/);
      assert.equal(text.match(/<h1/g).length, 1);
      assert.match(text, /<meta name="description" content="[^"]+">/);
      assert.match(text, /<meta property="og:title"/);
      assert.match(text, /<main id="content">/);
      assert.doesNotMatch(text, /undefined|\[object|NaN/);
      for (const [, json] of text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)) assert.ok(JSON.parse(json)['@type']);
      for (const [, link] of text.matchAll(/ href="(\/[^"]*)"/g)) assert.equal((await get(link, name)).response.status, 200, link);
    });
  }
}

test('A product page holds its data, its live gallery and no media that is not ready', async () => {
  const { text } = await get('/products/everyday-mug');
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)[1]);
  assert.equal(data['@type'], 'Product');
  assert.equal(data.name, 'Everyday <mug> & saucer');
  assert.equal(data.offers[0].price, '22.00');
  assert.ok(text.indexOf('mug.mp4') < text.indexOf('alt="A mug on white"'));
  assert.doesNotMatch(text, /waiting\.jpg/);
  assert.match(text, /<p>Holds 320 ml, keeps warm\.<\/p>/);
});

test('A draft is not for sale', async () => assert.equal((await get('/products/not-yet')).response.status, 404));

test('Robots may come, slowly, and the sitemap lists what is for sale', async () => {
  const robots = (await get('/robots.txt')).text;
  assert.match(robots, /^User-agent: \*$/m);
  assert.match(robots, /^Crawl-delay: 1$/m);
  assert.match(robots, /^Disallow: \/cart$/m);
  const addresses = [...(await get('/sitemap.xml')).text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1]);
  assert.deepEqual(addresses.map((address) => address.replace(shop().storefrontUrl, '')), ['/', '/pages/about', '/collections/all', '/products/everyday-mug']);
});

test('A replaced shop keeps its address and shows what is there now', async () => {
  const before = shop().storefrontUrl;
  await face.state.putShop(shopRecord('kiln-test.myshopify.com', { name: 'Renamed', theme: { palette: { primary: '#123456', bad: '}</style>' } } }));
  assert.equal(shop().storefrontUrl, before);
  assert.match((await get('/')).text, /Renamed/);
  const css = (await get('/theme.css')).text;
  assert.match(css, /--color-primary: #123456;/);
  assert.doesNotMatch(css, /<\/style>/);
});

test('A removed shop has no site', async () => {
  const address = shop('bare').storefrontUrl;
  await face.state.removeShop('bare.myshopify.com');
  await assert.rejects(fetch(address));
});
