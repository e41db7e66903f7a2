import assert from 'node:assert/strict';
import test from 'node:test';
import { startVendors, until } from './vendors.mjs';

const place = 'replicate/v1/models/black-forest-labs/flux-schnell/predictions';
const order = { input: { prompt: 'A bag', aspect_ratio: '1:1' } };

test('Too many calls, with and without a wait, then well', async (context) => {
  const vendors = await startVendors(context);
  await vendors.fault('429', { vendor: 'replicate', retryAfter: 2 });
  await vendors.fault('429');
  await vendors.fault('5xx');
  const answers = [];
  for (let turn = 0; turn < 4; turn += 1) answers.push(await vendors.post(place, order));
  assert.deepEqual(answers.map(({ status, headers }) => [status, headers.get('retry-after')]), [[429, '2'], [429, null], [503, null], [201, null]]);
  assert.equal((await vendors.purchases()).length, 1);
});

test('An answer that is lost leaves its order bought; a cut before it does not', async (context) => {
  const vendors = await startVendors(context);
  await vendors.fault('cut');
  await assert.rejects(vendors.post(place, order));
  assert.equal((await vendors.purchases()).length, 0);
  await vendors.fault('lost-answer');
  await assert.rejects(vendors.post(place, order));
  await vendors.post(place, order);
  const [first, second] = await vendors.purchases();
  assert.deepEqual([first.vendor, first.fingerprint], ['replicate', second.fingerprint]);
  assert.notEqual(first.order, second.order);
  assert.equal((await vendors.get('replicate/v1/predictions')).body.results.length, 2);
});

test('Answers that hang, drip, stop in their middle, are no JSON, or break off', async (context) => {
  const vendors = await startVendors(context);
  for (const [kind, more] of [['hang', { delayMs: 60 }], ['broken', {}]]) {
    await vendors.fault(kind, more);
    await assert.rejects(vendors.post(place, order));
  }
  await vendors.fault('malformed');
  await assert.rejects(vendors.post(place, order), SyntaxError);
  await vendors.fault('wrong-type');
  assert.match((await vendors.post(place, order)).text, /^<!doctype html>/);
  await vendors.fault('slow', { delayMs: 200 });
  assert.equal((await vendors.post(place, order)).status, 201);
});

test('Tasks that are refused, fail, or never end; addresses that expire', async (context) => {
  const vendors = await startVendors(context);
  const ended = async () => {
    const { id } = (await vendors.post(place, order)).body;
    return until(async () => (await vendors.get(`replicate/v1/predictions/${id}`)).body, ({ status }) => !['starting', 'processing'].includes(status));
  };
  await vendors.fault('refused');
  assert.match((await ended()).error, /NSFW/);
  await vendors.fault('failed');
  assert.equal((await ended()).status, 'failed');
  await vendors.fault('expired');
  const made = await ended();
  assert.deepEqual([(await fetch(made.output[0])).status, (await fetch(made.output[0])).status], [403, 200]);
  await vendors.pace({ keptMs: 0 });
  const gone = await until(ended, ({ data_removed: removed }) => removed);
  assert.deepEqual(gone.output, []);
  await vendors.fault('stuck');
  const { id } = (await vendors.post(place, order)).body;
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal((await vendors.get(`replicate/v1/predictions/${id}`)).body.status, 'processing');
  assert.equal((await vendors.post(`replicate/v1/predictions/${id}/cancel`)).body.status, 'canceled');
  await vendors.fault('gone');
  assert.equal((await vendors.post(place, order)).status, 404);
  await vendors.fault('out-of-credit');
  assert.equal((await vendors.post(place, order)).status, 402);
});

test('A fault that is not known is refused; tasks and purchases outlive a restart', async (context) => {
  const vendors = await startVendors(context);
  assert.equal((await vendors.fault('thunder')).status, 400);
  assert.equal((await vendors.pace({ queuedMs: -1 })).status, 400);
  const { id } = (await vendors.post(place, order)).body;
  await vendors.stop();
  const again = await startVendors(context, { folder: vendors.folder });
  await until(() => again.get(`replicate/v1/predictions/${id}`), ({ body }) => body.status === 'succeeded');
  assert.deepEqual((await again.purchases()).map((purchase) => purchase.order), [id]);
});
