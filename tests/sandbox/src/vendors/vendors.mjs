import path from 'node:path';
import { registerAnthropic } from './anthropic.mjs';
import { registerVendorControl } from './control.mjs';
import { registerDeepSeek } from './deepseek.mjs';
import { VendorFaults } from './desk/faults.mjs';
import { registerElevenLabs } from './elevenlabs.mjs';
import { registerFal } from './fal.mjs';
import { registerGoogle } from './google/index.mjs';
import { registerKie } from './kie/index.mjs';
import { registerKling } from './kling.mjs';
import { Lists } from './lists.mjs';
import { registerOpenAi } from './openai.mjs';
import { registerOpenRouter } from './openrouter/index.mjs';
import { Callbacks } from './orders/callbacks.mjs';
import { Clock } from './orders/clock.mjs';
import { Orders } from './orders/orders.mjs';
import { Pace } from './orders/pace.mjs';
import { Outputs, registerOutputs } from './outputs/outputs.mjs';
import { Uploads } from './outputs/uploads.mjs';
import { registerReplicate } from './replicate.mjs';
import { registerRunway } from './runway.mjs';

const vendors = {
  kie: registerKie, openai: registerOpenAi, google: registerGoogle, fal: registerFal, replicate: registerReplicate, elevenlabs: registerElevenLabs, deepseek: registerDeepSeek,
  anthropic: registerAnthropic, runway: registerRunway, kling: registerKling, openrouter: registerOpenRouter,
};

/** The stand-in vendors of pictures, videos, sound and text, each under /vendors/{name}. @returns {Promise<{resume: () => void, stop: () => void}>} */
export async function startVendors(router, state, config) {
  const folder = (name) => path.join(state.folder, 'vendors', name);
  const baseUrl = () => state.baseUrl;
  const faults = new VendorFaults();
  const pace = new Pace(config.vendorDelayMs ?? 150);
  const orders = await Orders.open(folder('orders'), pace);
  const outputs = new Outputs(folder('outputs'), baseUrl);
  const uploads = new Uploads(folder('uploads'), baseUrl);
  const callbacks = new Callbacks(faults);
  const clock = new Clock(orders);
  const lists = new Lists();
  const world = { router, faults, pace, orders, outputs, uploads, callbacks, lists, baseUrl, names: Object.keys(vendors) };
  registerVendorControl(router, world);
  registerOutputs(router, world);
  for (const register of Object.values(vendors)) register(world);
  orders.listen((order) => {
    callbacks.taken(order);
    clock.watch(order);
  }, (order) => callbacks.ended(order));
  const stop = () => {
    clock.stop();
    callbacks.stop();
  };
  return { resume: () => clock.resume(), stop };
}
