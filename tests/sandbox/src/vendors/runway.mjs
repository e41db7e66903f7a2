import { json, nothing, VendorRefusal } from './desk/answer.mjs';
import { after, demand, Desk } from './desk/desk.mjs';

const version = '2024-11-06';
const states = { queued: 'PENDING', running: 'RUNNING', succeeded: 'SUCCEEDED', failed: 'FAILED', refused: 'FAILED', cancelled: 'CANCELLED' };
const failures = { failed: ['An unexpected error occurred.', 'INTERNAL.BAD_OUTPUT.CODE01'], refused: ['The prompt was rejected by our content moderation.', 'SAFETY.INPUT.TEXT'] };
const no = (status, error, more = {}) => new VendorRefusal(status, { error, ...more });

/** Runway's own words. */
const runway = {
  name: 'runway',
  key: after('Bearer'),
  no: {
    unauthorized: () => no(401, 'The API key you provided is not valid.'),
    invalid: (message, field) => no(400, 'Validation of body failed', { issues: [{ code: 'invalid_type', path: field ? [field] : [], message }], docUrl: 'https://docs.dev.runwayml.com/' }),
    rateLimited: () => no(429, 'You have exceeded the rate limit for this endpoint.'),
    overloaded: () => no(503, 'The service is temporarily unavailable.'),
    outOfCredit: () => no(400, 'You do not have enough credits to run this task.'),
    gone: () => no(400, 'Validation of body failed', { issues: [{ code: 'invalid_union_discriminator', path: ['model'], message: 'Model variant is not available.' }] }),
    missing: () => no(404, 'The task was not found.'),
  },
};

/** What each call makes, and what it demands. */
const calls = {
  image_to_video: ['video', ['model', 'promptImage', 'ratio']],
  text_to_video: ['video', ['model', 'promptText', 'ratio']],
  video_to_video: ['video', ['model']],
  character_performance: ['video', ['model', 'character', 'reference']],
  video_upscale: ['video', ['model', 'videoUri']],
  avatar_videos: ['video', ['model', 'avatar', 'speech']],
  text_to_image: ['image', ['model', 'promptText', 'ratio']],
  image_upscale: ['image', ['model', 'imageUri']],
  text_to_speech: ['sound', ['model', 'promptText']],
  speech_to_speech: ['sound', ['model', 'media', 'voice']],
  sound_effect: ['sound', ['model', 'promptText']],
  voice_isolation: ['sound', ['model', 'audioUri']],
  voice_dubbing: ['sound', ['model', 'audioUri', 'targetLang']],
  'recipes/product_ad': ['video', ['version', 'productImages']],
  'recipes/product_swap': ['video', ['version', 'referenceVideo', 'originalProductImage', 'newProductImages']],
  'recipes/product_ugc': ['video', ['version', 'characterImage', 'productImage']],
  'recipes/multi_shot_video': ['video', ['version', 'mode']],
  'recipes/ad_localization': ['image', ['version', 'referenceImage', 'targetLanguage']],
  'recipes/product_campaign_image': ['image', ['version', 'image', 'prompt']],
  'recipes/marketing_stock_image': ['image', ['version', 'prompt']],
};
const pictureFields = ['promptImage', 'imageUri', 'character', 'referenceImages', 'references', 'firstFrame', 'productImages', 'productImage', 'newProductImages', 'image', 'referenceImage'];
const cost = { credits: 25 };

/** Runway: https://api.dev.runwayml.com is /vendors/runway. It sends no callbacks and has no list of tasks. */
export function registerRunway({ router, faults, orders, outputs, uploads, baseUrl }) {
  const desk = new Desk(router, runway, faults);
  const on = (method, place, kind, handler) => desk.on(method, place, kind, (call) => {
    if (call.headers['x-runway-version'] !== version) throw no(400, `X-Runway-Version must be ${version}.`);
    return handler(call);
  });
  const find = ({ id }) => orders.find(runway.name, id) ?? missing();

  for (const [name, [make, fields]] of Object.entries(calls)) {
    on('POST', `/v1/${name}`, 'order', async (call) => {
      demand(runway, call.body, fields);
      const order = await orders.take({ vendor: runway.name, model: call.body.model ?? name, make, body: call.body, wish: wishOf(call.body), fate: call.fate(['refused', 'failed', 'stuck']) });
      return json({ id: order.id, estimatedCost: cost });
    });
  }
  on('GET', '/v1/tasks/:id', 'ask', async ({ parameters }) => {
    const order = find(parameters);
    return json(task(order, await orders.state(order), outputs));
  });
  on('DELETE', '/v1/tasks/:id', 'other', async ({ parameters }) => {
    await orders.cancel(find(parameters));
    return nothing();
  });
  on('GET', '/v1/organization', 'other', () => json({ creditBalance: 10_000, tier: { maxMonthlyCreditSpend: 10_000, models: {} }, usage: { models: {} } }));

  on('POST', '/v1/uploads', 'other', ({ body }) => {
    demand(runway, body, ['filename', 'type']);
    const token = encodeURIComponent(body.filename);
    return json({ uploadUrl: `${baseUrl()}/vendors/runway/uploaded/${token}`, fields: { key: token }, runwayUri: `runway://${token}` });
  });
  desk.on('POST', '/uploaded/:token', 'other', async ({ parameters, body }) => {
    const file = body.get?.('file');
    if (!file) throw runway.no.invalid('file is required', 'file');
    await uploads.keep(runway.name, parameters.token, Buffer.from(await file.arrayBuffer()), file.type);
    return nothing();
  }, true);

  // An address of Runway's own leads to what was uploaded.
  const wishOf = (body) => {
    const link = linkOf(pictureFields.map((field) => body[field]).find(Boolean));
    const input = link?.startsWith('runway://') ? `${baseUrl()}/vendors/uploads/runway/${link.slice('runway://'.length)}` : link;
    return { input, ratio: body.ratio ?? body.targetAspectRatio, resolution: body.resolution, seconds: body.duration, sound: body.audio === true, count: body.outputCount, words: body.promptText, way: body.imageUri ? 'upscale' : undefined };
  };
}

function linkOf(value) {
  const [first] = [value].flat();
  return typeof first === 'string' ? first : first?.uri;
}

function missing() {
  throw runway.no.missing();
}

function task(order, state, outputs) {
  const base = { id: order.id, createdAt: new Date(order.at).toISOString(), status: states[state] };
  if (state === 'succeeded') return { ...base, output: outputs.addresses(order), cost };
  if (state === 'cancelled') return { ...base, cost: { credits: 0 } };
  if (failures[state]) return { ...base, failure: failures[state][0], failureCode: failures[state][1], cost: { credits: 0 } };
  return { ...base, ...(state === 'running' ? { progress: 0.5 } : {}), estimatedCost: cost };
}
