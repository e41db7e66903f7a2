import { randomUUID } from 'node:crypto';
import { events, json, VendorRefusal } from './desk/answer.mjs';
import { demand, Desk } from './desk/desk.mjs';
import { event, pieces, saying, textOf, tokens } from './text/saying.mjs';

const reasons = { refused: 'refusal', shortened: 'max_tokens' };
const no = (status, type, message) => new VendorRefusal(status, { type: 'error', error: { type, message }, request_id: `req_${randomUUID()}` });

/** Anthropic's own words. */
const anthropic = {
  name: 'anthropic',
  key: (headers) => headers['x-api-key'],
  no: {
    unauthorized: () => no(401, 'authentication_error', 'invalid x-api-key'),
    invalid: (message) => no(400, 'invalid_request_error', message),
    rateLimited: () => no(429, 'rate_limit_error', 'This request would exceed the rate limit of your organization.'),
    overloaded: () => no(529, 'overloaded_error', 'Overloaded'),
    outOfCredit: () => no(402, 'billing_error', 'Your credit balance is too low to access the API.'),
    gone: () => no(404, 'not_found_error', 'The model was not found.'),
  },
};

/** Anthropic: https://api.anthropic.com is /vendors/anthropic. */
export function registerAnthropic({ router, faults, orders }) {
  const desk = new Desk(router, anthropic, faults);

  desk.on('POST', '/v1/messages', 'order', async (call) => {
    const { model, messages, stream, output_config: output } = call.body;
    if (!call.headers['anthropic-version']) throw anthropic.no.invalid('anthropic-version: header is required');
    demand(anthropic, call.body, ['model', 'max_tokens', 'messages']);
    const fate = call.fate(['refused', 'shortened']);
    const order = await orders.take({ vendor: anthropic.name, id: `msg_${randomUUID()}`, model, make: 'text', body: call.body, atOnce: true });
    const words = saying(anthropic.name, textOf(messages.at(-1).content), output?.format?.schema ?? null);
    const said = fate === 'refused' ? '' : fate === 'shortened' ? words.slice(0, words.length / 2) : words;
    const usage = { input_tokens: tokens(JSON.stringify(messages)), output_tokens: tokens(said) };
    const message = { id: order.id, type: 'message', role: 'assistant', model, content: said ? [{ type: 'text', text: said }] : [], stop_reason: reasons[fate] ?? 'end_turn', stop_sequence: null, usage };
    return stream ? events(streamed(message, said)) : json(message);
  });
}

function streamed(message, words) {
  const parts = pieces(words).map((text) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }));
  const { stop_reason, stop_sequence, usage } = message;
  return [
    { type: 'message_start', message: { ...message, content: [], stop_reason: null } }, { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }, ...parts,
    { type: 'content_block_stop', index: 0 }, { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage }, { type: 'message_stop' },
  ].map((data) => event(data, data.type));
}
