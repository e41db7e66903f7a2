import { json, VendorRefusal } from './desk/answer.mjs';
import { after, Desk } from './desk/desk.mjs';
import { openAiErrors } from './openai.mjs';
import { chat } from './text/chat.mjs';

const deepSeek = {
  name: 'deepseek',
  key: after('Bearer'),
  no: { ...openAiErrors, outOfCredit: () => new VendorRefusal(402, { error: { message: 'Insufficient Balance', type: 'unknown_error', param: null, code: 'invalid_request_error' } }) },
};

/** DeepSeek: https://api.deepseek.com is /vendors/deepseek. It knows no schemas, so the shape is read from what the model is told. */
export function registerDeepSeek({ router, faults, orders }) {
  const desk = new Desk(router, deepSeek, faults);
  desk.on('POST', '/chat/completions', 'order', (call) => chat(deepSeek, call, orders, told));
  desk.on('GET', '/user/balance', 'other', () => json({ is_available: true, balance_infos: [{ currency: 'CNY', total_balance: '100.00', granted_balance: '0.00', topped_up_balance: '100.00' }] }));
}

function told({ response_format: format, messages }) {
  if (format?.type !== 'json_object') return null;
  const words = messages.map((message) => message.content).find((content) => /json/i.test(content));
  if (!words) throw deepSeek.no.invalid('Prompt must contain the word json to use response_format of type json_object');
  const schema = words.slice(words.indexOf('{'));
  try {
    return JSON.parse(schema);
  } catch {
    return { type: 'object', properties: { answer: { type: 'string' } } };
  }
}
