import { events, json } from '../desk/answer.mjs';
import { demand } from '../desk/desk.mjs';
import { event, pieces, saying, textOf, tokens } from './saying.mjs';

const reasons = { refused: 'content_filter', shortened: 'length' };

/** The chat that OpenAI made and others copy. @param {(body: object) => object|null} shapeOf the schema an answer must fit */
export async function chat(vendor, call, orders, shapeOf) {
  const { model, messages, stream } = call.body;
  demand(vendor, call.body, ['model', 'messages']);
  const fate = call.fate(['refused', 'shortened']);
  const order = await orders.take({ vendor: vendor.name, model, make: 'text', body: call.body, atOnce: true });
  const words = saying(vendor.name, textOf(messages.at(-1).content), shapeOf(call.body));
  const said = fate === 'refused' ? '' : fate === 'shortened' ? words.slice(0, words.length / 2) : words;
  const usage = { prompt_tokens: tokens(JSON.stringify(messages)), completion_tokens: tokens(said), total_tokens: tokens(JSON.stringify(messages)) + tokens(said) };
  const frame = { id: order.id, created: Math.floor(order.at / 1000), model };
  const reason = reasons[fate] ?? 'stop';
  if (!stream) return json({ ...frame, object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: said }, finish_reason: reason }], usage });
  const chunk = (delta, finish_reason = null) => event({ ...frame, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] });
  return events([chunk({ role: 'assistant', content: '' }), ...pieces(said).map((content) => chunk({ content })), chunk({}, reason), event('[DONE]')]);
}
