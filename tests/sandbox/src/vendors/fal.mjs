import { json, VendorRefusal } from './desk/answer.mjs';
import { after, Desk, demandAddress } from './desk/desk.mjs';
import { keySet } from './orders/signatures.mjs';

const states = { queued: 'IN_QUEUE', running: 'IN_PROGRESS', succeeded: 'COMPLETED', failed: 'COMPLETED', refused: 'COMPLETED' };
const no = (status, detail) => new VendorRefusal(status, { detail });
const policy = () => no(422, [{ loc: ['body', 'prompt'], msg: 'The content could not be processed because it contained material flagged by a content checker.', type: 'content_policy_violation' }]);

/** fal's own words. */
const fal = {
  name: 'fal',
  key: after('Key'),
  no: {
    unauthorized: () => no(401, 'Cannot access application. Authentication is required to access this application.'),
    invalid: (msg, field = 'input') => no(422, [{ loc: ['body', field], msg, type: 'value_error' }]),
    rateLimited: () => no(429, 'Too many requests'),
    overloaded: () => no(503, 'Service Unavailable'),
    outOfCredit: () => no(403, 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.'),
    gone: () => no(404, 'Application not found'),
    missing: () => no(404, 'Request not found'),
  },
};

/** fal's queue: https://queue.fal.run is /vendors/fal; its key set https://rest.fal.ai/.well-known/jwks.json is /vendors/fal/.well-known/jwks.json; https://api.fal.ai is /vendors/fal too. */
export function registerFal({ router, faults, callbacks, lists, orders, outputs, baseUrl }) {
  const desk = new Desk(router, fal, faults);
  const find = ({ id }) => orders.find(fal.name, id) ?? missing();
  const task = (order) => `${baseUrl()}/vendors/fal/${order.model.split('/').slice(0, 2).join('/')}/requests/${order.id}`;

  desk.on('GET', '/.well-known/jwks.json', 'other', () => json(keySet()), true);

  desk.on('GET', '/v1/models', 'other', ({ query }) => {
    const wanted = query.getAll('endpoint_id');
    const models = lists.of(fal.name).filter(({ id }) => wanted.length === 0 || wanted.includes(id));
    return json({ models: models.map(({ id }) => ({ endpoint_id: id, metadata: { display_name: id, status: 'active' } })), next_cursor: null, has_more: false });
  });

  desk.on('GET', '/:owner/:app/requests/:id/status', 'ask', async ({ parameters }) => {
    const order = find(parameters);
    const state = await orders.state(order);
    if (state === 'cancelled') throw fal.no.missing();
    const failure = state === 'failed' ? { error: 'The model could not make it.', error_type: 'internal_error' } : {};
    return json({ status: states[state], request_id: order.id, response_url: task(order), ...(state === 'queued' ? { queue_position: 0 } : {}), ...failure });
  });

  desk.on('GET', '/:owner/:app/requests/:id', 'ask', async ({ parameters }) => {
    const order = find(parameters);
    const state = await orders.state(order, false);
    if (state === 'refused') throw policy();
    if (state !== 'succeeded') throw no(400, 'Request is still in progress');
    return json(result(order, outputs));
  });

  desk.on('PUT', '/:owner/:app/requests/:id/cancel', 'other', async ({ parameters }) => {
    const order = find(parameters);
    if (order.doneAt !== null) return json({ status: 'ALREADY_COMPLETED' }, 400);
    await orders.cancel(order);
    return json({ status: 'CANCELLATION_REQUESTED' }, 202);
  });

  desk.on('POST', '/*app', 'order', async (call) => {
    const { parameters: { app: model }, body, query } = call;
    if (Object.keys(body).length === 0) throw fal.no.invalid('Field required');
    const input = body.image_url ?? body.image_urls?.[0];
    if (input && !input.startsWith('data:')) demandAddress(fal, input, 'image_url');
    const order = await orders.take({
      vendor: fal.name, model, make: /video/.test(model) ? 'video' : 'image', body, callback: query.get('fal_webhook'), fate: call.fate(['refused', 'failed', 'stuck']),
      wish: { input, ratio: body.image_size ?? body.aspect_ratio, seconds: Number(body.duration) || undefined, count: body.num_images ?? 1, format: body.output_format, way: /birefnet|rembg/.test(model) ? 'cutout' : undefined },
    });
    return json({ request_id: order.id, gateway_request_id: order.id, response_url: task(order), status_url: `${task(order)}/status`, cancel_url: `${task(order)}/cancel`, queue_position: 0 });
  });

  callbacks.speak(fal.name, async (order) => {
    const state = await orders.state(order, false);
    const base = { request_id: order.id, gateway_request_id: order.id };
    return state === 'succeeded' ? { ...base, status: 'OK', error: null, payload: result(order, outputs) } : { ...base, status: 'ERROR', error: 'The model could not make it.', payload: null };
  });
}

function missing() {
  throw fal.no.missing();
}

function result(order, outputs) {
  const files = outputs.addresses(order).map((url) => ({ url, content_type: order.make === 'video' ? 'video/mp4' : 'image/jpeg' }));
  if (order.make === 'video') return { video: files[0] };
  return order.wish.way === 'cutout' ? { image: files[0] } : { images: files, seed: 7, prompt: '' };
}
