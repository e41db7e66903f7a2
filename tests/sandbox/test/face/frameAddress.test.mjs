import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { frameAddress, signQuery } from '../../src/face/frameAddress.mjs';
import { staffOf } from '../../src/face/staff.mjs';
import { readSessionToken } from '../../src/session-token.mjs';
import { appKeys } from './workbench.mjs';

const shop = { domain: 'kiln-test.myshopify.com', handle: 'kiln-test' };
const config = { ...appKeys, appUrl: 'http://127.0.0.1:5000' };
const adminUrl = 'http://127.0.0.1:4000';
const address = (request) => new URL(frameAddress(shop, config, { adminUrl, ...request }));

test('The framed address carries a token the app can check', () => {
  const token = address().searchParams.get('id_token');
  const claims = readSessionToken(token, shop.domain, appKeys);
  assert.ok(claims, 'the signature, audience or time is wrong');
  assert.equal(claims.iss, 'https://kiln-test.myshopify.com/admin');
  assert.equal(claims.sub, staffOf(shop).userId);
  assert.match(claims.sub, /^\d+$/);
  assert.equal(claims.exp - claims.iat, 60);
  assert.deepEqual(Object.keys(claims).sort(), ['aud', 'dest', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sid', 'sub']);
});

test('The signature covers every other parameter, sorted by name, in hex', () => {
  const query = address({ query: new URLSearchParams('b=two words&a=1') }).searchParams;
  const message = [...query].filter(([name]) => name !== 'hmac').sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  assert.ok(message.startsWith('a=1&b=two%20words&embedded=1&host='));
  assert.equal(query.get('hmac'), createHmac('sha256', appKeys.clientSecret).update(message).digest('hex'));
});

test('A changed parameter no longer matches the signature', () => {
  const query = address().searchParams;
  query.set('shop', 'other.myshopify.com');
  assert.notEqual(signQuery(query, appKeys.clientSecret), query.get('hmac'));
});

test('Host decodes to the admin and the store', () => {
  assert.equal(atob(address().searchParams.get('host')), '127.0.0.1:4000/store/kiln-test');
});

test('A visitor cannot pass parameters of the admin, and the app keeps its own', () => {
  const query = address({ path: '/batches/7', query: new URLSearchParams('shop=evil.example&step=2&hmac=0') }).searchParams;
  assert.deepEqual(query.getAll('shop'), ['kiln-test.myshopify.com']);
  assert.equal(query.get('step'), '2');
  assert.equal(query.getAll('hmac').length, 1);
});

for (const path of ['//evil.example/x', '/\\evil.example', 'https://evil.example', '@evil.example', '///evil.example', '/..//evil.example']) {
  test(`The frame stays at the app for the path ${JSON.stringify(path)}`, () => {
    assert.equal(address({ path }).origin, 'http://127.0.0.1:5000');
  });
}
