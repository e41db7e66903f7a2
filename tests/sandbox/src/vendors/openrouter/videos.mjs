import { bytes, json } from '../desk/answer.mjs';
import { demand } from '../desk/desk.mjs';
import { missing, openRouter, price } from './words.mjs';

const states = { queued: 'pending', running: 'in_progress', succeeded: 'completed', failed: 'failed', refused: 'failed', cancelled: 'cancelled' };
const errors = { failed: 'The provider could not make it.', refused: 'The prompt was flagged by content moderation.' };

/** Videos, made as tasks. */
export function registerVideos(desk, { orders, outputs, callbacks, baseUrl }) {
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
