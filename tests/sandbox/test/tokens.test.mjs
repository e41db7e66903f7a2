import assert from 'node:assert/strict';
import test from 'node:test';
import { signSessionToken } from '../src/session-token.mjs';
import { app, domain, prepareShop, start } from './support/sandbox.mjs';

const online = 'urn:shopify:params:oauth:token-type:online-access-token';

test('Exchanges a session token for an offline token that opens the API', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const answer = await sandbox.graphql(token, '{ shop { name myshopifyDomain } currentAppInstallation { accessScopes { handle } } }');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body.data.shop, { name: 'North', myshopifyDomain: domain });
  assert.equal(answer.body.data.currentAppInstallation.accessScopes.length, 4);
});

test('An online token names its user and ends', async (context) => {
  const sandbox = await start(context);
  await prepareShop(sandbox);
  const { body } = await sandbox.exchange({ requested_token_type: online });
  assert.equal(body.associated_user.id, 7);
  assert.ok(body.expires_in > 0);
  assert.equal(body.refresh_token, undefined);
});

for (const [name, token] of [
  ['of another app', () => signSessionToken({ shop: domain, userId: '7' }, { ...app, clientId: 'other' })],
  ['signed with another secret', () => signSessionToken({ shop: domain, userId: '7' }, { ...app, clientSecret: 'other' })],
  ['of another shop', () => signSessionToken({ shop: 'south.myshopify.com', userId: '7' }, app)],
  ['that is over', () => signSessionToken({ shop: domain, userId: '7' }, app, Date.now() - 61_000)],
  ['without a signature', () => `${signSessionToken({ shop: domain, userId: '7' }, app).split('.').slice(0, 2).join('.')}.`],
  ['that is not a token', () => 'nonsense'],
]) {
  test(`Refuses a session token ${name}`, async (context) => {
    const sandbox = await start(context);
    await prepareShop(sandbox);
    const answer = await sandbox.exchange({ subject_token: token() });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error, 'invalid_subject_token');
  });
}

test('Refuses wrong client credentials and unknown grants', async (context) => {
  const sandbox = await start(context);
  await prepareShop(sandbox);
  assert.equal((await sandbox.exchange({ client_secret: 'wrong' })).body.error, 'invalid_client');
  assert.equal((await sandbox.oauth({ grant_type: 'password' })).body.error, 'unsupported_grant_type');
});

test('Takes form fields as well as JSON', async (context) => {
  const sandbox = await start(context);
  await prepareShop(sandbox);
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'client_credentials' });
  const response = await fetch(`${sandbox.url}/shops/${domain}/admin/oauth/access_token`, { method: 'POST', body });
  assert.equal(response.status, 200);
  assert.ok((await response.json()).access_token);
});

test('An old refresh token works until its replacement is first used', async (context) => {
  const sandbox = await start(context);
  await prepareShop(sandbox);
  const refresh = (token) => sandbox.oauth({ grant_type: 'refresh_token', refresh_token: token });
  const first = (await sandbox.exchange({ expiring: '1' })).body;
  assert.equal(first.expires_in, 3600);
  assert.equal(first.refresh_token_expires_in, 90 * 24 * 3600);
  const second = (await refresh(first.refresh_token)).body;
  const again = await refresh(first.refresh_token);
  assert.equal(again.status, 200, 'the answer was lost, so the client asks again');
  assert.equal((await refresh(second.refresh_token)).status, 200);
  const late = await refresh(first.refresh_token);
  assert.deepEqual([late.status, late.body.error], [400, 'invalid_grant']);
});

test('An ended access token gets 401 and a refresh brings a good one', async (context) => {
  const sandbox = await start(context);
  await prepareShop(sandbox);
  const pair = (await sandbox.exchange({ expiring: '1' })).body;
  await sandbox.control('POST', `shops/${domain}/expire-tokens`, {});
  assert.equal((await sandbox.graphql(pair.access_token, '{ shop { name } }')).status, 401);
  const fresh = await sandbox.oauth({ grant_type: 'refresh_token', refresh_token: pair.refresh_token });
  assert.equal((await sandbox.graphql(fresh.body.access_token, '{ shop { name } }')).status, 200);
});

test('Uninstalling revokes every token and opening the app installs again', async (context) => {
  const sandbox = await start(context);
  const { token } = await prepareShop(sandbox);
  const pair = (await sandbox.exchange({ expiring: '1' })).body;
  await sandbox.control('POST', `shops/${domain}/uninstall`, {});
  assert.equal((await sandbox.graphql(token, '{ shop { name } }')).status, 401);
  assert.equal((await sandbox.oauth({ grant_type: 'refresh_token', refresh_token: pair.refresh_token })).body.error, 'invalid_client');
  const back = await sandbox.exchange();
  assert.equal((await sandbox.graphql(back.body.access_token, '{ shop { name } }')).status, 200);
});
