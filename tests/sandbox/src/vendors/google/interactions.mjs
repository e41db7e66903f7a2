import { randomUUID } from 'node:crypto';
import { bytes, json } from '../desk/answer.mjs';
import { demand } from '../desk/desk.mjs';
import { keptUntil } from '../outputs/outputs.mjs';
import { google } from './words.mjs';

const states = { queued: 'queued', running: 'in_progress', succeeded: 'completed', failed: 'failed', refused: 'failed', cancelled: 'cancelled' };

/** Videos, made in the background. Their files are given out against the key only, like everything at this address. */
export function registerInteractions(desk, { orders, outputs, baseUrl }) {
  const find = ({ id }) => orders.find(google.name, id) ?? missing();
  const interaction = async (order, asked) => {
    const state = await orders.state(order, asked);
    const steps = state === 'succeeded' ? [{ type: 'model_output', content: [{ type: 'video', uri: `${baseUrl()}/vendors/${google.name}/v1beta/files/${order.id}:download?alt=media`, mime_type: 'video/mp4' }] }] : [];
    const error = state === 'failed' ? { status: 'INTERNAL', message: 'An internal error has occurred.' } : state === 'refused' ? { status: 'INVALID_ARGUMENT', message: 'The prompt violates the usage policy.' } : undefined;
    return { id: order.id, object: 'interaction', model: order.model, status: states[state], created: new Date(order.at).toISOString(), steps, ...(error ? { error } : {}) };
  };

  desk.on('POST', '/v1beta/interactions', 'order', async (call) => {
    const { model, input, response_format: format = {}, ...rest } = call.body;
    demand(google, call.body, ['model', 'input']);
    if (format.type !== 'video' || !rest.background) throw google.no.invalid('Videos are made in the background, with a response_format of type video.');
    const given = [input].flat().find((part) => part.type === 'image');
    const order = await orders.take({
      vendor: google.name, id: `interaction-${randomUUID()}`, model, make: 'video', body: { model, input, format }, fate: call.fate(['refused', 'failed', 'stuck']),
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
  desk.on('GET', '/v1beta/files/:call', 'file', async (call) => {
    const [id, way] = call.parameters.call.split(':');
    const order = orders.find(google.name, id);
    if (!order || await orders.state(order, false) !== 'succeeded' || keptUntil(order) < Date.now() || call.fate(['expired'])) throw google.no.withheld();
    const { content, type } = await outputs.file(order);
    return way === 'download' && call.query.get('alt') === 'media' ? bytes(content, type) : json({ name: `files/${id}`, mimeType: type, sizeBytes: String(content.length), state: 'ACTIVE' });
  });
}

function missing() {
  throw google.no.missing();
}
