import assert from 'node:assert/strict';
import test from 'node:test';
import { fitting } from '../../src/vendors/text/fitting.mjs';
import { bearer, startVendors } from './vendors.mjs';

const schema = { type: 'object', properties: { title: { type: 'string' }, tags: { type: 'array', items: { $ref: '#/$defs/tag' }, minItems: 2 }, grade: { enum: ['good', 'bad'] }, price: { type: ['number', 'null'], minimum: 3 } }, $defs: { tag: { type: 'string', maxLength: 9 } } };
const answer = { title: 'Sandbox title', tags: ['Sandbox t', 'Sandbox t'], grade: 'good', price: 3 };
const messages = [{ role: 'user', content: `Answer with JSON of this schema: ${JSON.stringify(schema)}` }];
const chat = { model: 'm', messages };
const response = { model: 'm', input: [{ role: 'user', content: 'What is it?' }] };

const vendors = {
  openai: { place: 'openai/v1/responses', body: { ...response, text: { format: { type: 'json_schema', name: 'a', schema } } }, read: ({ output }) => output[0].content[0].text, piece: ({ delta }) => delta, last: /response\.completed/ },
  anthropic: { place: 'anthropic/v1/messages', headers: { 'x-api-key': 'sandbox-key', 'anthropic-version': '2023-06-01' }, body: { ...chat, max_tokens: 9, output_config: { format: { type: 'json_schema', schema } } }, read: ({ content }) => content[0].text, piece: ({ delta }) => delta?.text, last: /message_stop/ },
  deepseek: { place: 'deepseek/chat/completions', body: { ...chat, response_format: { type: 'json_object' } }, read: ({ choices }) => choices[0].message.content, piece: ({ choices }) => choices?.[0].delta.content, last: /\[DONE\]/ },
  openrouter: { place: 'openrouter/api/v1/chat/completions', body: { ...chat, response_format: { type: 'json_schema', json_schema: { name: 'a', schema } } }, read: ({ choices }) => choices[0].message.content, piece: ({ choices }) => choices?.[0].delta.content, last: /\[DONE\]/ },
};

for (const [name, { place, headers = bearer, body, read, piece, last }] of Object.entries(vendors)) {
  test(`${name} answers in the asked shape, at once and as a stream`, async (context) => {
    const sandbox = await startVendors(context);
    assert.deepEqual(JSON.parse(read((await sandbox.post(place, body, headers)).body)), answer);
    const { text } = await sandbox.post(place, { ...body, stream: true }, headers);
    const lines = text.match(/^data: \{.*$/gm).map((line) => JSON.parse(line.slice('data: '.length)));
    assert.deepEqual(JSON.parse(lines.map((line) => piece(line) ?? '').join('')), answer);
    assert.match(text, last);
    assert.equal((await sandbox.post(place, {}, headers)).status, 400);
    assert.equal((await sandbox.post(place, body, {})).status, 401);
  });
}

test('google answers in the asked shape, and streams', async (context) => {
  const sandbox = await startVendors(context);
  const headers = { 'x-goog-api-key': 'sandbox-key' };
  const body = { contents: [{ role: 'user', parts: [{ text: 'What is it?' }] }], generationConfig: { responseMimeType: 'application/json', responseJsonSchema: schema } };
  const { candidates } = (await sandbox.post('google/v1beta/models/gemini-3.8-flash:generateContent', body, headers)).body;
  assert.deepEqual(JSON.parse(candidates[0].content.parts[0].text), answer);
  assert.match((await sandbox.post('google/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse', body, headers)).text, /"finishReason":"STOP"/);
});

test('A value fits choices, constants and nested parts', () => {
  assert.deepEqual(fitting({ anyOf: [{ type: 'null' }, { const: 7 }] }), 7);
  assert.deepEqual(fitting({ allOf: [{ type: 'object', properties: { a: { type: 'boolean' } } }, { type: 'object', properties: { b: { type: 'integer', maximum: 0 } } }] }), { a: true, b: 0 });
  assert.equal(fitting({ type: 'string', format: 'date' }), '2026-11-20');
});
