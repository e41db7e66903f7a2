import assert from 'node:assert/strict';
import test from 'node:test';
import sharp from 'sharp';
import { picture } from '../support/pictures.mjs';
import { startVendors, until } from './vendors.mjs';

const order = (input = {}) => ({ model: 'nano-banana-2', input: { prompt: 'A bag', ...input } });
const record = async (vendors, id) => (await vendors.get(`kie/api/v1/jobs/recordInfo?taskId=${id}`)).body.data;

test('A task is queued, made, and gives a picture of the asked ratio that comes from the uploaded one', async (context) => {
  const vendors = await startVendors(context);
  await vendors.pace({ queuedAsks: 1, runningAsks: 1 });
  const form = new FormData();
  form.append('file', new Blob([await picture()], { type: 'image/png' }), 'a.png');
  form.append('uploadPath', 'inputs');
  const { body: { data: { downloadUrl } } } = await vendors.post('kie-files/api/file-stream-upload', form);
  const { body: { data: { taskId } } } = await vendors.post('kie/api/v1/jobs/createTask', order({ image_input: [downloadUrl], aspect_ratio: '16:9' }));
  assert.equal((await record(vendors, taskId)).state, 'waiting');
  assert.equal((await record(vendors, taskId)).state, 'generating');
  const done = await record(vendors, taskId);
  assert.equal(done.state, 'success');
  const [address] = JSON.parse(done.resultJson).resultUrls;
  const file = Buffer.from(await (await fetch(address)).arrayBuffer());
  const { width, height, format } = await sharp(file).metadata();
  assert.deepEqual([width, height, format], [1024, 576, 'jpeg']);
  // Noise in the middle is the given picture; the ground beside it is even.
  const { channels } = await sharp(file).extract({ left: 400, top: 200, width: 200, height: 150 }).stats();
  assert.ok(channels[0].stdev > 20);
});

test('Refuses keys and orders in its own words, with the status that kie gives', async (context) => {
  const vendors = await startVendors(context);
  const unknown = await vendors.post('kie/api/v1/jobs/createTask', order(), { Authorization: 'Bearer wrong-key' });
  assert.deepEqual([unknown.status, unknown.body.code], [401, 401]);
  assert.equal((await vendors.post('kie/api/v1/jobs/createTask', order(), {})).status, 401);
  const bad = await vendors.post('kie/api/v1/jobs/createTask', { model: 'nano-banana-2' });
  assert.deepEqual([bad.status, bad.body.code, bad.body.msg], [200, 422, 'input is required']);
  assert.equal((await vendors.post('kie/api/v1/jobs/createTask', order({ image_input: ['data:image/png;base64,AAAA'] }))).body.code, 422);
  assert.equal((await vendors.get('kie/api/v1/jobs/recordInfo?taskId=none')).body.code, 422);
  assert.deepEqual(await vendors.purchases(), []);
});

test('Veo films, sounds, findings and credit', async (context) => {
  const vendors = await startVendors(context);
  const veo = (await vendors.post('kie/api/v1/veo/generate', { prompt: 'A bag', model: 'veo3_fast', aspectRatio: '9:16', duration: 4 })).body.data.taskId;
  const film = await until(async () => (await vendors.get(`kie/api/v1/veo/record-info?taskId=${veo}`)).body.data, ({ successFlag }) => successFlag === 1);
  const content = await fetch(film.response.resultUrls[0]);
  assert.equal(content.headers.get('content-type'), 'video/mp4');
  assert.equal(Buffer.from(await content.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
  const ended = async (model, input) => {
    const { taskId } = (await vendors.post('kie/api/v1/jobs/createTask', { model, input })).body.data;
    return JSON.parse((await until(() => record(vendors, taskId), ({ state }) => state === 'success')).resultJson);
  };
  const { resultUrls: [sound] } = await ended('elevenlabs/text-to-speech-turbo-2-5', { text: 'Hello', voice: 'Rachel' });
  assert.equal((await fetch(sound)).headers.get('content-type'), 'audio/mpeg');
  assert.ok((await ended('omnihuman-1-5/subject-detection', { image_url: 'https://files.example.com/a.jpg' })).resultObject);
  assert.equal((await vendors.get('kie/api/v1/chat/credit')).body.data, 9997);
});
