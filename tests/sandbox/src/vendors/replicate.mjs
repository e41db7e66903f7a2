import { json, VendorRefusal } from './desk/answer.mjs';
import { after, demand, Desk } from './desk/desk.mjs';
import { secrets } from './orders/signatures.mjs';

const hour = 60 * 60 * 1000;
const states = { queued: 'starting', running: 'processing', succeeded: 'succeeded', failed: 'failed', refused: 'failed', cancelled: 'canceled' };
const errors = { failed: 'Prediction failed for an unknown reason.', refused: 'NSFW content detected. Try running it again, or try a different prompt.' };
const no = (status, detail, title) => new VendorRefusal(status, { title, detail, status });

/** Replicate's own words. */
const replicate = {
  name: 'replicate',
  key: after('Bearer'),
  no: {
    unauthorized: () => no(401, 'You did not pass a valid authentication token', 'Unauthenticated'),
    invalid: (message, field = 'input') => no(422, `- ${field}: ${message}`, 'Input validation failed'),
    rateLimited: () => no(429, 'Request was throttled. Your rate limit resets in ~30s.', 'Throttled'),
    overloaded: () => no(503, 'Service Unavailable', 'Unavailable'),
    outOfCredit: () => no(402, 'You have insufficient credit to run this model.', 'Insufficient credit'),
    gone: () => no(404, 'The requested resource could not be found.', 'Not found'),
    missing: () => no(404, 'The requested resource could not be found.', 'Not found'),
  },
};

/** Replicate: https://api.replicate.com is /vendors/replicate. */
export function registerReplicate({ router, faults, callbacks, lists, orders, outputs, baseUrl }) {
  const desk = new Desk(router, replicate, faults);
  const place = '/vendors/replicate/v1/predictions';
  const find = ({ id }) => orders.find(replicate.name, id) ?? missing();

  const prediction = (order, state) => {
    const removed = state === 'succeeded' && order.doneAt + (order.pace.keptMs ?? hour) < Date.now();
    const files = state === 'succeeded' && !removed ? outputs.addresses(order, hour) : [];
    const url = `${baseUrl()}${place}/${order.id}`;
    return {
      id: order.id, model: order.model, version: 'hidden', input: order.wish.said, output: order.make === 'video' ? files[0] ?? null : files, error: errors[state] ?? null, logs: '',
      status: states[state], data_removed: removed, created_at: time(order.at), started_at: state === 'queued' ? null : time(order.at), completed_at: order.doneAt && time(order.doneAt),
      metrics: order.doneAt ? { predict_time: (order.doneAt - order.at) / 1000 } : {}, urls: { get: url, cancel: `${url}/cancel`, web: url },
    };
  };
  const take = async (call, model) => {
    demand(replicate, call.body, ['input']);
    const { input, webhook } = call.body;
    const order = await orders.take({
      vendor: replicate.name, model, make: /video|kling/.test(model) ? 'video' : 'image', body: { model, input }, callback: webhook ?? null, fate: call.fate(['refused', 'failed', 'stuck']),
      wish: { said: input, input: input.start_image ?? input.image ?? input.image_input?.[0], ratio: input.aspect_ratio, seconds: input.duration, count: input.num_outputs ?? 1, format: input.output_format?.replace('jpg', 'jpeg') },
    });
    return json(prediction(order, 'queued'), 201);
  };

  desk.on('POST', '/v1/models/:owner/:name/predictions', 'order', (call) => take(call, `${call.parameters.owner}/${call.parameters.name}`));
  desk.on('POST', '/v1/predictions', 'order', (call) => {
    demand(replicate, call.body, ['version']);
    return take(call, call.body.version);
  });
  desk.on('GET', '/v1/models/:owner/:name', 'other', ({ parameters: { owner, name } }) => {
    if (!lists.find(replicate.name, `${owner}/${name}`)) throw replicate.no.gone();
    return json({ url: `https://replicate.com/${owner}/${name}`, owner, name, description: null, visibility: 'public', run_count: 0 });
  });
  desk.on('GET', '/v1/predictions', 'other', async () => {
    const newest = orders.list(replicate.name).reverse().slice(0, 100);
    return json({ previous: null, next: null, results: await Promise.all(newest.map(async (order) => prediction(order, await orders.state(order, false)))) });
  });
  desk.on('GET', '/v1/predictions/:id', 'ask', async ({ parameters }) => {
    const order = find(parameters);
    return json(prediction(order, await orders.state(order)));
  });
  desk.on('POST', '/v1/predictions/:id/cancel', 'other', async ({ parameters }) => {
    const order = find(parameters);
    await orders.cancel(order);
    return json(prediction(order, await orders.state(order, false)));
  });
  desk.on('GET', '/v1/webhooks/default/secret', 'other', () => json({ key: `whsec_${secrets.replicate}` }));
  desk.on('GET', '/v1/account', 'other', () => json({ type: 'user', username: 'sandbox', name: 'Sandbox' }));
  callbacks.speak(replicate.name, async (order) => prediction(order, await orders.state(order, false)));
}

const time = (milliseconds) => new Date(milliseconds).toISOString();

function missing() {
  throw replicate.no.missing();
}
