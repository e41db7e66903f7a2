import { randomUUID } from 'node:crypto';
import { json } from '../desk/answer.mjs';
import { demand } from '../desk/desk.mjs';
import { google } from './words.mjs';

const states = { queued: 'queued', running: 'in_progress', succeeded: 'completed', failed: 'failed', refused: 'failed', cancelled: 'cancelled' };

/** Videos, made in the background. */
export function registerInteractions(desk, { orders, outputs, callbacks }) {
  const find = ({ id }) => orders.find(google.name, id) ?? missing();
  const interaction = async (order, asked) => {
    const state = await orders.state(order, asked);
    const steps = state === 'succeeded' ? [{ type: 'model_output', content: outputs.addresses(order).map((uri) => ({ type: 'video', uri, mime_type: 'video/mp4' })) }] : [];
    const error = state === 'failed' ? { status: 'INTERNAL', message: 'An internal error has occurred.' } : state === 'refused' ? { status: 'INVALID_ARGUMENT', message: 'The prompt violates the usage policy.' } : undefined;
    return { id: order.id, object: 'interaction', model: order.model, status: states[state], created: new Date(order.at).toISOString(), steps, ...(error ? { error } : {}) };
  };

  desk.on('POST', '/v1beta/interactions', 'order', async (call) => {
    const { model, input, response_format: format = {}, webhook_config: webhook, ...rest } = call.body;
    demand(google, call.body, ['model', 'input']);
    if (format.type !== 'video' || !rest.background) throw google.no.invalid('Videos are made in the background, with a response_format of type video.');
    const given = [input].flat().find((part) => part.type === 'image');
    const order = await orders.take({
      vendor: google.name, id: `interaction-${randomUUID()}`, model, make: 'video', body: { model, input, format }, callback: webhook?.uris?.[0] ?? null, fate: call.fate(['refused', 'failed', 'stuck']),
      wish: { ratio: format.aspect_ratio, resolution: format.resolution, seconds: Number.parseInt(format.duration, 10) || undefined, input: given?.data ? `data:${given.mime_type};base64,${given.data}` : given?.uri, sound: true },
    });
    return json(await interaction(order, false));
  });
  desk.on('GET', '/v1beta/interactions/:id', 'ask', async ({ parameters }) => json(await interaction(find(parameters), true)));
  desk.on('POST', '/v1beta/interactions/:id/cancel', 'other', async ({ parameters }) => {
    const order = find(parameters);
    await orders.cancel(order);
    return json(await interaction(order, false));
  });
  callbacks.speak(google.name, async (order) => {
    const { status } = await interaction(order, false);
    return { type: `interaction.${status}`, version: '1', timestamp: new Date().toISOString(), data: { id: order.id } };
  });
}

function missing() {
  throw google.no.missing();
}
