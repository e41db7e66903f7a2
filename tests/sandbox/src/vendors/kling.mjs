import { randomUUID } from 'node:crypto';
import { json, VendorRefusal } from './desk/answer.mjs';
import { after, demand, Desk } from './desk/desk.mjs';

const month = 30 * 24 * 60 * 60 * 1000;
const states = { queued: 'submitted', running: 'processing', succeeded: 'succeeded', failed: 'failed', refused: 'failed' };
const messages = { failed: 'Task execution failed.', refused: 'The content violates the platform policy.' };
const no = (status, code, message) => new VendorRefusal(status, { code, message, request_id: randomUUID() });

/** Kling's own words. */
const kling = {
  name: 'kling',
  key: after('Bearer'),
  no: {
    unauthorized: () => no(401, 1000, 'Authentication failed'),
    invalid: (message) => no(400, 1201, message),
    rateLimited: () => no(429, 1303, 'Parallel task over resource pack limit'),
    overloaded: () => no(503, 5001, 'Service temporarily unavailable'),
    outOfCredit: () => no(429, 1102, 'Account balance not enough'),
    gone: () => no(404, 1203, 'Model not found'),
  },
};
const yes = (data) => json({ code: 0, message: 'SUCCEED', request_id: randomUUID(), data });

/** Kling's interface 2.0: https://api-singapore.klingai.com is /vendors/kling. The external id is the customer's own key, and unique. */
export function registerKling({ router, faults, callbacks, orders, outputs }) {
  const desk = new Desk(router, kling, faults);
  const view = async (order, asked) => {
    const state = await orders.state(order, asked);
    return {
      id: order.id, status: states[state], message: messages[state] ?? '', external_id: order.key, create_time: order.at, update_time: order.doneAt ?? order.at,
      outputs: state === 'succeeded' ? outputs.addresses(order, month).map((url) => ({ type: order.make, url, duration: String(order.wish.seconds ?? 5) })) : [],
      billing: state === 'succeeded' ? [{ charge_type: 'unit', amount: '3', package_type: order.make }] : [],
    };
  };

  desk.on('GET', '/tasks', 'ask', async ({ query }) => {
    const [ids, keys] = ['task_ids', 'external_task_ids'].map((name) => query.get(name)?.split(','));
    if (!ids === !keys) throw kling.no.invalid('Exactly one of task_ids and external_task_ids is needed');
    const found = (ids ?? keys).map((name) => (ids ? orders.find(kling.name, name) : orders.byKey(kling.name, name))).filter(Boolean);
    return yes(await Promise.all(found.map((order) => view(order, true))));
  });

  desk.on('POST', '/tasks', 'other', async ({ body }) => {
    const all = orders.list(kling.name);
    const from = Number(body.cursor) || 0;
    const size = Math.min(500, body.limit ?? 20);
    const tasks = await Promise.all(all.slice(from, from + size).map((order) => view(order, false)));
    return yes({ tasks, next_cursor: from + size < all.length ? String(from + size) : null });
  });

  desk.on('POST', '/:way/:model', 'order', async (call) => {
    const { parameters: { way, model }, body } = call;
    const { settings = {}, options = {} } = body;
    const make = /video|film|avatar|talk/.test(way) ? 'video' : 'image';
    const input = pictureOf(body);
    demand(kling, body, way.startsWith('text-to-') ? ['prompt'] : []);
    if (way.startsWith('image-to-') && !input) throw kling.no.invalid('image is required');
    const key = options.external_task_id ?? null;
    if (key && orders.byKey(kling.name, key)) throw kling.no.invalid('external_task_id must be unique');
    const order = await orders.take({
      vendor: kling.name, id: digits(), model, make, key, body: { ...body, way }, callback: options.callback_url ?? null, fate: call.fate(['refused', 'failed', 'stuck']),
      wish: { input, ratio: settings.aspect_ratio, resolution: settings.resolution, seconds: settings.duration, sound: settings.audio === 'native' },
    });
    return yes({ id: order.id, status: 'submitted', create_time: order.at, update_time: order.at, external_id: key });
  });

  callbacks.speak(kling.name, async (order) => {
    const { id, status, message, create_time, update_time } = await view(order, false);
    return { id, status, message, create_time, update_time };
  });
}

// Too long for a number in JavaScript or JSON readers that round.
const digits = () => `8${String(BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 16)}`)).padStart(20, '0').slice(0, 17)}`;

// The pages name the first picture in several ways; bare base64 is taken as well as an address.
function pictureOf(body) {
  const content = [body.contents ?? []].flat().find((part) => /image|frame/.test(part.type ?? ''));
  const [first] = [body.first_frame ?? body.image ?? body.image_url ?? body.images ?? content].flat();
  const link = typeof first === 'string' ? first : first?.url ?? first?.image ?? first?.image_url;
  if (!link) return undefined;
  return /^(https?|data):/.test(link) ? link : `data:image/png;base64,${link}`;
}
