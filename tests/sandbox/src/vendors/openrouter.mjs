import { bytes, json, VendorRefusal } from './desk/answer.mjs';
import { after, demand, Desk } from './desk/desk.mjs';
import { chat } from './text/chat.mjs';

const states = { queued: 'pending', running: 'in_progress', succeeded: 'completed', failed: 'failed', refused: 'failed', cancelled: 'cancelled' };
const errors = { failed: 'The provider could not make it.', refused: 'The prompt was flagged by content moderation.' };
const no = (code, message, metadata) => new VendorRefusal(code, { error: { code, message, ...(metadata ? { metadata } : {}) }, user_id: null });
const price = 0.04;

/** OpenRouter's own words. */
const openRouter = {
  name: 'openrouter',
  key: after('Bearer'),
  no: {
    unauthorized: () => no(401, 'User not found.'),
    invalid: (message) => no(400, message),
    rateLimited: () => no(429, 'Rate limit exceeded'),
    overloaded: () => no(503, 'Service temporarily unavailable'),
    outOfCredit: () => no(402, 'Insufficient credits. Add more using https://openrouter.ai/credits'),
    gone: () => no(404, 'No endpoints found for this model.'),
    refused: () => no(403, 'The prompt was flagged by content moderation.', { reasons: ['policy'], flagged_input: '' }),
    missing: () => no(404, 'Not found'),
  },
};

/** OpenRouter: https://openrouter.ai/api/v1 is /vendors/openrouter/api/v1. Its callbacks are not signed. */
export function registerOpenRouter(world) {
  const { router, faults, orders, outputs } = world;
  const desk = new Desk(router, openRouter, faults);
  const atOnce = async (call, make, wish) => {
    if (call.fate(['refused'])) throw openRouter.no.refused();
    return orders.take({ vendor: openRouter.name, model: call.body.model, make, body: call.body, wish, atOnce: true });
  };

  desk.on('POST', '/api/v1/chat/completions', 'order', (call) => chat(openRouter, call, orders, (body) => body.response_format?.json_schema?.schema ?? null));
  desk.on('POST', '/api/v1/images', 'order', async (call) => {
    const { body } = call;
    demand(openRouter, body, ['model', 'prompt']);
    const format = body.output_format === 'svg' ? 'png' : body.output_format ?? 'png';
    const order = await atOnce(call, 'image', { input: body.input_references?.[0]?.image_url?.url, ratio: body.size ?? body.aspect_ratio, resolution: body.resolution, count: body.n ?? 1, format, transparent: body.background === 'transparent' });
    const files = await outputs.files(order);
    return json({ created: Math.floor(order.at / 1000), data: files.map(({ content, type }) => ({ b64_json: content.toString('base64'), media_type: type })), usage: { prompt_tokens: 50, completion_tokens: 1290, total_tokens: 1340, cost: price } });
  });
  desk.on('POST', '/api/v1/audio/speech', 'order', async (call) => {
    demand(openRouter, call.body, ['model', 'input']);
    const order = await atOnce(call, 'sound', { words: call.body.input, voice: call.body.voice });
    const { content, type } = await outputs.file(order);
    return bytes(content, type, { 'X-Generation-Id': order.id });
  });
  registerVideos(desk, world);

  desk.on('GET', '/api/v1/credits', 'other', () => json({ data: { total_credits: 100, total_usage: price * orders.list(openRouter.name).length } }));
  desk.on('GET', '/api/v1/generation', 'other', ({ query }) => {
    const order = orders.find(openRouter.name, query.get('id')) ?? missing();
    return json({ data: { id: order.id, model: order.model, total_cost: price, usage: price, created_at: new Date(order.at).toISOString() } });
  });
}

function registerVideos(desk, { orders, outputs, callbacks, baseUrl }) {
  const place = () => `${baseUrl()}/vendors/openrouter/api/v1/videos`;
  const find = ({ id }) => orders.find(openRouter.name, id) ?? missing();
  const job = (order, state) => ({
    id: order.id, generation_id: order.id, polling_url: `${place()}/${order.id}`, status: states[state], ...(errors[state] ? { error: errors[state] } : {}),
    ...(state === 'succeeded' ? { unsigned_urls: outputs.addresses(order), usage: { cost: price * (order.wish.seconds ?? 5), is_byok: false } } : {}),
  });

  desk.on('POST', '/api/v1/videos', 'order', async (call) => {
    const { body } = call;
    demand(openRouter, body, ['model']);
    const input = [...(body.frame_images ?? []), ...(body.input_references ?? [])].find((part) => part.image_url)?.image_url.url;
    const order = await orders.take({
      vendor: openRouter.name, model: body.model, make: 'video', body: { ...body, callback_url: undefined }, callback: body.callback_url ?? null, fate: call.fate(['refused', 'failed', 'stuck']),
      wish: { input, ratio: body.size ?? body.aspect_ratio, resolution: body.resolution, seconds: body.duration, sound: body.generate_audio === true },
    });
    return json(job(order, 'queued'), 202);
  });
  desk.on('GET', '/api/v1/videos/:id', 'ask', async ({ parameters }) => {
    const order = find(parameters);
    return json(job(order, await orders.state(order)));
  });
  desk.on('GET', '/api/v1/videos/:id/content', 'other', async ({ parameters }) => {
    const order = find(parameters);
    if (await orders.state(order, false) !== 'succeeded') throw openRouter.no.invalid('The video is not ready.');
    const { content, type } = await outputs.file(order);
    return bytes(content, type);
  });
  callbacks.speak(openRouter.name, async (order) => job(order, await orders.state(order, false)));
}

function missing() {
  throw openRouter.no.missing();
}
