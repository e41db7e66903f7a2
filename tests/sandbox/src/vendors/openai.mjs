import { randomUUID } from 'node:crypto';
import { events, json, VendorRefusal } from './desk/answer.mjs';
import { after, demand, Desk } from './desk/desk.mjs';
import { event, pieces, saying, textOf, tokens } from './text/saying.mjs';

const no = (status, code, message, type = code) => new VendorRefusal(status, { error: { message, type, param: null, code } });

/** The errors that OpenAI has and others copy. */
export const openAiErrors = {
  unauthorized: () => no(401, 'invalid_api_key', 'Incorrect API key provided.', 'invalid_request_error'),
  invalid: (message, field) => no(400, 'invalid_value', `Invalid request${field ? ` at '${field}'` : ''}: ${message}.`, 'invalid_request_error'),
  rateLimited: () => no(429, 'rate_limit_exceeded', 'Rate limit reached. Please try again later.', 'requests'),
  overloaded: () => no(503, 'server_error', 'The server is overloaded or not ready yet.'),
  outOfCredit: () => no(429, 'insufficient_quota', 'You exceeded your current quota, please check your plan and billing details.'),
  gone: () => no(404, 'model_not_found', 'The model does not exist or you do not have access to it.', 'invalid_request_error'),
  refused: () => no(400, 'moderation_blocked', 'Your request was rejected by the safety system.', 'image_generation_user_error'),
};

const openAi = { name: 'openai', key: after('Bearer'), no: openAiErrors };

/** OpenAI: https://api.openai.com is /vendors/openai. */
export function registerOpenAi({ router, faults, lists, orders, outputs }) {
  const desk = new Desk(router, openAi, faults);

  const picture = async (call, input) => {
    if (call.fate(['refused'])) throw openAi.no.refused();
    const { model = 'gpt-image-2', size, n = 1, output_format: format = 'png', background } = call.body;
    const wish = { ratio: size === 'auto' ? undefined : size, format, count: n, input, transparent: background === 'transparent' };
    const order = await orders.take({ vendor: openAi.name, model, make: 'image', body: call.body, wish, atOnce: true });
    const files = await outputs.files(order);
    const count = 1000 * n;
    return json({
      created: Math.floor(order.at / 1000), background: background ?? 'opaque', output_format: format, size: size ?? '1024x1024', data: files.map(({ content }) => ({ b64_json: content.toString('base64') })),
      usage: { input_tokens: 50, output_tokens: count, total_tokens: 50 + count },
    });
  };

  desk.on('POST', '/v1/images/generations', 'order', (call) => {
    demand(openAi, call.body, ['prompt']);
    return picture(call);
  });
  desk.on('POST', '/v1/images/edits', 'order', (call) => {
    demand(openAi, call.body, ['prompt', 'images']);
    const [first] = call.body.images;
    if (!first.image_url) throw openAi.no.invalid('image_url is needed', 'images[0]');
    return picture(call, first.image_url);
  });

  desk.on('POST', '/v1/responses', 'order', async (call) => {
    const { model, input, stream, text } = call.body;
    demand(openAi, call.body, ['model', 'input']);
    const fate = call.fate(['refused', 'shortened']);
    const order = await orders.take({ vendor: openAi.name, id: `resp_${randomUUID()}`, model, make: 'text', body: call.body, atOnce: true });
    const question = typeof input === 'string' ? input : textOf(input.at(-1).content);
    const words = saying(openAi.name, question, text?.format?.type === 'json_schema' ? text.format.schema : null);
    const said = fate === 'shortened' ? words.slice(0, words.length / 2) : words;
    const answer = response(order, said, fate, tokens(JSON.stringify(input)));
    return stream ? events(streamed(answer, said, fate)) : json(answer);
  });

  desk.on('GET', '/v1/models', 'other', () => json({ object: 'list', data: lists.of(openAi.name).map(({ id, until }) => ({ id, object: 'model', created: 1_790_000_000, owned_by: 'openai', shutdown_date: until })) }));
}

const refusal = 'I cannot help with that.';

function response(order, words, fate, tokensIn) {
  const content = fate === 'refused' ? { type: 'refusal', refusal } : { type: 'output_text', text: words, annotations: [] };
  return {
    id: order.id, object: 'response', created_at: Math.floor(order.at / 1000), model: order.model, error: null, status: fate === 'shortened' ? 'incomplete' : 'completed',
    incomplete_details: fate === 'shortened' ? { reason: 'max_output_tokens' } : null, output: [{ type: 'message', id: `msg_${order.id}`, role: 'assistant', status: 'completed', content: [content] }],
    usage: { input_tokens: tokensIn, output_tokens: tokens(words), total_tokens: tokensIn + tokens(words) },
  };
}

function streamed(answer, words, fate) {
  const named = (data) => event(data, data.type);
  const created = named({ type: 'response.created', response: { ...answer, status: 'in_progress', output: [] } });
  if (fate === 'refused') return [created, named({ type: 'response.refusal.done', refusal }), named({ type: 'response.completed', response: answer })];
  const last = named({ type: answer.status === 'incomplete' ? 'response.incomplete' : 'response.completed', response: answer });
  return [created, ...pieces(words).map((delta) => named({ type: 'response.output_text.delta', delta })), last];
}
