import { json } from '../desk/answer.mjs';
import { Desk, demand } from '../desk/desk.mjs';
import { registerKieFiles } from './files.mjs';
import { record, registerTasks } from './tasks.mjs';
import { registerVeo, veoRecord } from './veo.mjs';
import { kie, yes } from './words.mjs';

/** kie.ai: https://api.kie.ai is /vendors/kie, its file service /vendors/kie-files. */
export function registerKie(world) {
  const { router, faults, callbacks, orders, outputs } = world;
  const desk = new Desk(router, kie, faults);
  registerTasks(desk, world);
  registerVeo(desk, world);
  registerKieFiles(world);
  desk.on('GET', '/api/v1/chat/credit', 'other', () => json(yes(10_000 - orders.list(kie.name).length)));
  desk.on('POST', '/api/v1/common/download-url', 'other', ({ body }) => {
    demand(kie, body, ['url']);
    return json(yes(body.url));
  });
  callbacks.speak(kie.name, async (order) => {
    const state = await orders.state(order, false);
    return yes(await (order.wish.veo ? veoRecord : record)(order, state, outputs));
  });
}
