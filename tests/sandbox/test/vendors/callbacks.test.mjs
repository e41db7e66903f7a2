import assert from 'node:assert/strict';
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import http from 'node:http';
import test from 'node:test';
import { readBody } from '../../src/server.mjs';
import { bearer, startVendors, until } from './vendors.mjs';

async function listen(context) {
  const heard = [];
  const server = http.createServer(async (request, response) => {
    heard.push({ headers: request.headers, body: String(await readBody(request)) });
    response.writeHead(200).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.closeAllConnections() ?? server.close());
  return { heard, url: `http://127.0.0.1:${server.address().port}/callbacks` };
}

const secretOf = async (vendors, name) => (await vendors.control('GET', 'vendors')).body.vendors.find((vendor) => vendor.name === name).secret;

async function first(vendors, hook, buy) {
  await buy();
  return (await until(() => hook.heard, (heard) => heard.length > 0)).shift();
}

test('kie signs the task and the time', async (context) => {
  const [vendors, hook] = [await startVendors(context), await listen(context)];
  const buy = () => vendors.post('kie/api/v1/jobs/createTask', { model: 'z-image', input: { prompt: 'A bag' }, callBackUrl: hook.url });
  const { headers, body } = await first(vendors, hook, buy);
  const { data: { taskId, state } } = JSON.parse(body);
  assert.equal(state, 'success');
  assert.equal(headers['x-webhook-signature'], createHmac('sha256', await secretOf(vendors, 'kie')).update(`${taskId}.${headers['x-webhook-timestamp']}`).digest('base64'));
});

for (const [name, place, body, headers] of [
  ['replicate', 'replicate/v1/models/a/b/predictions', (url) => ({ input: { prompt: 'A bag' }, webhook: url }), bearer],
  ['kling', 'kling/text-to-video/kling-2.6', (url) => ({ prompt: 'A bag', options: { callback_url: url } }), bearer],
]) {
  test(`${name} signs by Standard Webhooks, and a forger does not`, async (context) => {
    const [vendors, hook] = [await startVendors(context), await listen(context)];
    const secret = Buffer.from(await secretOf(vendors, name), 'base64');
    const genuine = async () => {
      const delivery = await first(vendors, hook, () => vendors.post(place, body(hook.url), headers));
      const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = delivery.headers;
      return signature === `v1,${createHmac('sha256', secret).update(`${id}.${time}.${delivery.body}`).digest('base64')}`;
    };
    assert.equal(await genuine(), true);
    await vendors.fault('callback-forged');
    assert.equal(await genuine(), false);
  });
}

test('fal signs with a key from its key set', async (context) => {
  const [vendors, hook] = [await startVendors(context), await listen(context)];
  const buy = () => vendors.post(`fal/fal-ai/flux/schnell?fal_webhook=${encodeURIComponent(hook.url)}`, { prompt: 'A bag' }, { Authorization: 'Key sandbox-key' });
  const { headers, body } = await first(vendors, hook, buy);
  const [jwk] = (await vendors.get('fal/.well-known/jwks.json', {})).body.keys;
  const message = ['request-id', 'user-id', 'timestamp'].map((part) => headers[`x-fal-webhook-${part}`]).concat(createHash('sha256').update(body).digest('hex')).join('\n');
  assert.ok(verify(null, Buffer.from(message), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(headers['x-fal-webhook-signature'], 'hex')));
});

test('Callbacks that are lost, twice, late and early; none leaves this machine', async (context) => {
  const [vendors, hook] = [await startVendors(context), await listen(context)];
  const buy = (url = hook.url) => vendors.post('replicate/v1/models/a/b/predictions', { input: { prompt: 'A bag' }, webhook: url });
  const settled = async (count) => {
    const callbacks = async () => (await vendors.control('GET', 'vendors/callbacks')).body.callbacks;
    return (await until(callbacks, (list) => list.length === count && list.every(({ state }) => state !== 'waiting'))).map(({ state }) => state);
  };
  await vendors.fault('callback-lost');
  await buy();
  assert.deepEqual(await settled(1), ['lost']);
  await vendors.fault('callback-twice');
  await buy();
  assert.deepEqual((await settled(3)).slice(1), ['delivered', 'delivered']);
  await vendors.fault('callback-early');
  await vendors.fault('callback-late', { delayMs: 60 });
  await buy();
  await settled(5);
  assert.deepEqual(hook.heard.map(({ body }) => JSON.parse(body).status === 'succeeded'), [true, true, false, true]);
  await buy('https://studio.example.com/callbacks');
  assert.equal((await settled(6)).at(-1), 'not on this machine');
});
