import assert from 'node:assert/strict';
import test from 'node:test';
import sharp from 'sharp';
import { bearer, dataAddress, startVendors, until } from './vendors.mjs';

const decoded = (base64) => sharp(Buffer.from(base64, 'base64')).metadata();

test('OpenAI and OpenRouter give pictures at once, in the asked size and number', async (context) => {
  const vendors = await startVendors(context);
  const made = await vendors.post('openai/v1/images/edits', { prompt: 'A bag', images: [{ image_url: await dataAddress() }], size: '1536x1024', n: 2, background: 'transparent' });
  const { width, height, format, hasAlpha } = await decoded(made.body.data[0].b64_json);
  assert.deepEqual([width, height, format, hasAlpha, made.body.data.length], [1536, 1024, 'png', true, 2]);
  assert.ok(made.body.data[0].b64_json !== made.body.data[1].b64_json);
  const other = await vendors.post('openrouter/api/v1/images', { model: 'm', prompt: 'A bag', aspect_ratio: '9:16' });
  assert.equal((await decoded(other.body.data[0].b64_json)).height, 1024);
  await vendors.fault('refused');
  assert.deepEqual([(await vendors.post('openai/v1/images/generations', { prompt: 'A bag' })).body.error.code], ['moderation_blocked']);
});

test('fal cuts a subject out and forgets a cancelled task', async (context) => {
  const vendors = await startVendors(context);
  const headers = { Authorization: 'Key sandbox-key' };
  const { request_id: id } = (await vendors.post('fal/fal-ai/birefnet', { image_url: await dataAddress() }, headers)).body;
  await until(() => vendors.get(`fal/fal-ai/birefnet/requests/${id}/status`, headers), ({ body }) => body.status === 'COMPLETED');
  const { image } = (await vendors.get(`fal/fal-ai/birefnet/requests/${id}`, headers)).body;
  assert.equal((await sharp(Buffer.from(await (await fetch(image.url)).arrayBuffer())).metadata()).hasAlpha, true);
  await vendors.fault('stuck');
  const { request_id: other } = (await vendors.post('fal/fal-ai/flux/schnell', { prompt: 'A bag' }, headers)).body;
  assert.equal((await vendors.call('PUT', `fal/fal-ai/flux/requests/${other}/cancel`, undefined, headers)).status, 202);
  assert.equal((await vendors.get(`fal/fal-ai/flux/requests/${other}/status`, headers)).status, 404);
});

test('ElevenLabs speaks, times letters, keeps and loses voices', async (context) => {
  const vendors = await startVendors(context);
  const headers = { 'xi-api-key': 'sandbox-key' };
  const form = new FormData();
  form.append('name', 'Cora');
  form.append('files', new Blob(['sound'], { type: 'audio/mpeg' }), 'a.mp3');
  const { voice_id: voice } = (await vendors.post('elevenlabs/v1/voices/add', form, headers)).body;
  assert.equal((await vendors.get('elevenlabs/v2/voices', headers)).body.voices.length, 3);
  const spoken = await vendors.post(`elevenlabs/v1/text-to-speech/${voice}`, { text: 'Hello' }, headers);
  assert.deepEqual([spoken.headers.get('content-type'), spoken.headers.get('character-cost')], ['audio/mpeg', '5']);
  assert.deepEqual((await vendors.post(`elevenlabs/v1/text-to-speech/${voice}/with-timestamps`, { text: 'Hi' }, headers)).body.alignment.characters, ['H', 'i']);
  assert.equal((await vendors.post(`elevenlabs/v1/text-to-speech/${voice}`, {}, headers)).status, 422);
  assert.equal((await vendors.call('DELETE', `elevenlabs/v1/voices/${voice}`, undefined, headers)).status, 200);
  assert.equal((await vendors.post(`elevenlabs/v1/text-to-speech/${voice}`, { text: 'Hello' }, headers)).status, 404);
});

test('Runway demands its version, makes recipes from uploads, and cancels', async (context) => {
  const vendors = await startVendors(context);
  const headers = { ...bearer, 'X-Runway-Version': '2024-11-06' };
  assert.equal((await vendors.post('runway/v1/text_to_image', {})).status, 400);
  assert.equal((await vendors.post('runway/v1/text_to_image', { model: 'gen4_image' }, headers)).body.issues[0].path[0], 'promptText');
  const { uploadUrl, runwayUri } = (await vendors.post('runway/v1/uploads', { filename: 'a b.png', type: 'ephemeral' }, headers)).body;
  const form = new FormData();
  form.append('file', new Blob([Buffer.from((await dataAddress()).split(',')[1], 'base64')], { type: 'image/png' }), 'a.png');
  assert.equal((await fetch(uploadUrl, { method: 'POST', body: form })).status, 204);
  const { id } = (await vendors.post('runway/v1/recipes/product_ad', { version: '2026-07', productImages: [{ uri: runwayUri }], ratio: '720:1280', duration: 5 }, headers)).body;
  const task = await until(async () => (await vendors.get(`runway/v1/tasks/${id}`, headers)).body, ({ status }) => status === 'SUCCEEDED');
  assert.equal((await fetch(task.output[0])).headers.get('content-type'), 'video/mp4');
  await vendors.fault('stuck');
  const { id: other } = (await vendors.post('runway/v1/text_to_video', { model: 'gen4.5', promptText: 'A bag', ratio: '1280:720' }, headers)).body;
  assert.equal((await vendors.call('DELETE', `runway/v1/tasks/${other}`, undefined, headers)).status, 204);
  assert.equal((await vendors.get(`runway/v1/tasks/${other}`, headers)).body.status, 'CANCELLED');
});

test('Kling takes an external id once and finds its task by it', async (context) => {
  const vendors = await startVendors(context);
  const body = { prompt: 'A bag', settings: { aspect_ratio: '16:9', duration: 5 }, options: { external_task_id: 'order-1' } };
  const { data } = (await vendors.post('kling/text-to-video/kling-2.6', body)).body;
  assert.match(data.id, /^\d{18}$/);
  assert.deepEqual((await vendors.post('kling/text-to-video/kling-2.6', body)).body.code, 1201);
  const [task] = await until(async () => (await vendors.get('kling/tasks?external_task_ids=order-1')).body.data, ([found]) => found.status === 'succeeded');
  assert.deepEqual([task.id, task.outputs[0].type], [data.id, 'video']);
  assert.equal((await vendors.get('kling/tasks')).status, 400);
  assert.equal((await vendors.post('kling/tasks', { limit: 5 })).body.data.tasks.length, 1);
  assert.deepEqual((await vendors.purchases()).map(({ key }) => key), ['order-1']);
});

test('Google gives a video out against the key only, and its description at the bare name', async (context) => {
  const vendors = await startVendors(context);
  const headers = { 'x-goog-api-key': 'sandbox-key' };
  const order = { model: 'gemini-omni', input: 'A bag', background: true, response_format: { type: 'video', duration: '2s' } };
  const { id } = (await vendors.post('google/v1beta/interactions', order, headers)).body;
  const { steps } = await until(async () => (await vendors.get(`google/v1beta/interactions/${id}`, headers)).body, ({ status }) => status === 'completed');
  const { uri } = steps[0].content[0];
  const status = async (sent) => (await fetch(uri, { headers: sent })).status;
  assert.deepEqual([await status({}), await status({ 'x-goog-api-key': 'wrong-key' }), await status(headers)], [403, 400, 200]);
  assert.equal((await fetch(uri, { headers })).headers.get('content-type'), 'video/mp4');
  assert.equal((await (await fetch(uri.replace(':download?alt=media', ''), { headers })).json()).state, 'ACTIVE');
  await vendors.fault('expired');
  assert.deepEqual([await status(headers), (await fetch(uri.replace(id, 'interaction-0'), { headers })).status], [403, 403]);
});

test('OpenRouter makes videos, also through its own address for the content', async (context) => {
  const vendors = await startVendors(context);
  const { id } = (await vendors.post('openrouter/api/v1/videos', { model: 'm', prompt: 'A bag', duration: 2, aspect_ratio: '16:9' })).body;
  const job = await until(async () => (await vendors.get(`openrouter/api/v1/videos/${id}`)).body, ({ status }) => status === 'completed');
  assert.equal((await fetch(job.unsigned_urls[0])).status, 200);
  assert.equal((await vendors.get(`openrouter/api/v1/videos/${id}/content`)).headers.get('content-type'), 'video/mp4');
  for (const kind of ['', 'images/', 'videos/']) assert.ok((await vendors.get(`openrouter/api/v1/${kind}models`)).body.data[0].id);
  assert.equal((await vendors.get('openrouter/api/v1/credits')).body.data.total_usage, 0.04);
});
