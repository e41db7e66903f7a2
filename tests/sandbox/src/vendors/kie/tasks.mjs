import { json } from '../desk/answer.mjs';
import { demand, demandAddress } from '../desk/desk.mjs';
import { addresses, makeOf, wishOf } from './wishes.mjs';
import { kie, yes } from './words.mjs';

const states = { queued: 'waiting', running: 'generating', succeeded: 'success', failed: 'fail', refused: 'fail' };
const failures = { failed: ['501', 'Internal generation error, please try again later.'], refused: ['400', 'Your prompt was flagged as violating content policies.'] };

/** createTask and recordInfo, the pair of calls for most models. */
export function registerTasks(desk, { orders, outputs }) {
  desk.on('POST', '/api/v1/jobs/createTask', 'order', async (call) => {
    const { model, input, callBackUrl } = call.body;
    demand(kie, call.body, ['model', 'input']);
    if (typeof input !== 'object' || Object.keys(input).length === 0) throw kie.no.invalid('input is required');
    for (const [field, address] of addresses(input)) demandAddress(kie, address, field);
    const order = await orders.take({
      vendor: kie.name, model, make: makeOf(model), body: { model, input }, callback: callBackUrl ?? null, wish: wishOf(model, input),
      fate: call.fate(['refused', 'failed', 'stuck']),
    });
    return json(yes({ taskId: order.id }));
  });

  desk.on('GET', '/api/v1/jobs/recordInfo', 'ask', async ({ query }) => {
    const order = orders.find(kie.name, query.get('taskId'));
    if (!order || order.wish.veo) throw kie.no.missing();
    return json(yes(await record(order, await orders.state(order), outputs)));
  });
}

/** What recordInfo and the callback say of a task. */
export async function record(order, state, outputs) {
  const [failCode, failMsg] = failures[state] ?? ['', ''];
  return {
    taskId: order.id, model: order.model, state: states[state], param: JSON.stringify({ model: order.model }), resultJson: state === 'succeeded' ? JSON.stringify(result(order, outputs)) : '',
    failCode, failMsg, costTime: order.doneAt && order.doneAt - order.at, createTime: order.at, updateTime: order.doneAt ?? order.at, completeTime: order.doneAt,
  };
}

function result(order, outputs) {
  return order.make === 'facts' ? { resultObject: { subjects: [{ box: [0, 0, 1, 1] }] } } : { resultUrls: outputs.addresses(order) };
}
