import { json } from '../desk/answer.mjs';
import { demand, demandAddress } from '../desk/desk.mjs';
import { kie, yes } from './words.mjs';

const flags = { queued: 0, running: 0, succeeded: 1, failed: 3, refused: 2 };
const messages = { failed: [501, 'Internal generation error.'], refused: [400, 'Your prompt was flagged by Website as violating content policies.'] };

/** The Veo family, which has calls and fields of its own. */
export function registerVeo(desk, { orders, outputs }) {
  desk.on('POST', '/api/v1/veo/generate', 'order', async (call) => {
    const { prompt, model = 'veo3_fast', imageUrls = [], aspectRatio, resolution, duration, callBackUrl } = call.body;
    demand(kie, call.body, ['prompt']);
    for (const address of imageUrls) demandAddress(kie, address, 'imageUrls');
    const order = await orders.take({
      vendor: kie.name, model, make: 'video', body: { ...call.body, callBackUrl: undefined }, callback: callBackUrl ?? null, fate: call.fate(['refused', 'failed', 'stuck']),
      wish: { veo: true, prompt, input: imageUrls[0], ratio: aspectRatio, resolution, seconds: duration ?? 8 },
    });
    return json(yes({ taskId: order.id }));
  });

  desk.on('GET', '/api/v1/veo/record-info', 'ask', async ({ query }) => {
    const order = orders.find(kie.name, query.get('taskId'));
    if (!order?.wish.veo) throw kie.no.missing();
    return json(yes(await veoRecord(order, await orders.state(order), outputs)));
  });
}

/** What record-info says of a Veo task. */
export async function veoRecord(order, state, outputs) {
  const [errorCode, errorMessage] = messages[state] ?? [null, null];
  return {
    taskId: order.id, successFlag: flags[state], errorCode, errorMessage, createTime: order.at, completeTime: order.doneAt,
    response: state === 'succeeded' ? { taskId: order.id, resultUrls: outputs.addresses(order), resolution: order.wish.resolution ?? '720p' } : null,
  };
}
