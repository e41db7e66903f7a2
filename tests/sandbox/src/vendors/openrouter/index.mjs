import { bytes, json } from '../desk/answer.mjs';
import { demand, Desk } from '../desk/desk.mjs';
import { chat } from '../text/chat.mjs';
import { registerModels } from './models.mjs';
import { registerVideos } from './videos.mjs';
import { missing, openRouter, price } from './words.mjs';

/** OpenRouter: https://openrouter.ai/api/v1 is /vendors/openrouter/api/v1. Its callbacks are not signed. */
export function registerOpenRouter(world) {
  const { router, faults, lists, orders, outputs } = world;
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
  registerModels(desk, lists);
  registerVideos(desk, world);

  desk.on('GET', '/api/v1/key', 'other', () => json({ data: { label: 'sandbox', usage: price * orders.list(openRouter.name).length, limit: null, is_free_tier: false } }));
  desk.on('GET', '/api/v1/credits', 'other', () => json({ data: { total_credits: 100, total_usage: price * orders.list(openRouter.name).length } }));
  desk.on('GET', '/api/v1/generation', 'other', ({ query }) => {
    const order = orders.find(openRouter.name, query.get('id')) ?? missing();
    return json({ data: { id: order.id, model: order.model, total_cost: price, usage: price, created_at: new Date(order.at).toISOString() } });
  });
}
