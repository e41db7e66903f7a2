import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './build.mjs';
import { json, network, quote, started } from './world.mjs';

// One bundle, so that a refusal is the same class on both sides.
const { Client, Generation } = await load('../test/both.ts');

function begin(...answers) {
  const { calls, world } = network(...answers);
  let keys = 0;
  const phases = [];
  const generation = new Generation(new Client(world), ['gid://shopify/Product/1'], () => phases.push(generation.state.phase), () => `key-${++keys}`);
  return { calls, generation, phases };
}

test('shows the cost, then starts what it showed', async () => {
  const { calls, generation, phases } = begin(json(quote()), json(started));
  await generation.load();
  await generation.start();
  assert.deepEqual(phases, ['loading', 'ready', 'starting', 'started']);
  assert.deepEqual(calls[1].body, { key: 'key-1', productIds: ['gid://shopify/Product/1'], style: 'studio-shot', count: 1, credits: 2 });
});

test('a double click asks once', async () => {
  const { calls, generation } = begin(json(quote()), json(started));
  await generation.load();
  await Promise.all([generation.start(), generation.start()]);
  await generation.start();
  assert.equal(calls.length, 2);
});

test('after a lost answer the same key is sent again', async () => {
  const { calls, generation } = begin(json(quote()), new TypeError('offline'), json(started));
  await generation.load();
  await generation.start();
  assert.deepEqual([generation.state.phase, generation.state.problem], ['ready', 'unreachable']);
  await generation.start();
  assert.equal(calls[1].body.key, calls[2].body.key);
  assert.equal(generation.state.phase, 'started');
});

test('another choice has another key and another cost', async () => {
  const { calls, generation } = begin(json(quote()), json(quote({ style: 'lifestyle', credits: 4 })), json(started));
  await generation.load();
  await generation.choose({ style: 'lifestyle' });
  await generation.start();
  assert.equal(calls[1].body.style, 'lifestyle');
  assert.deepEqual([calls[2].body.key, calls[2].body.credits], ['key-2', 4]);
});

test('an answer that comes late does not overwrite a newer one', async () => {
  let answerFirst;
  const first = new Promise((resolve) => { answerFirst = resolve; });
  const { generation } = begin(first, json(quote({ credits: 9 })));
  const slow = generation.load();
  await generation.choose({ count: 3 });
  answerFirst(json(quote({ credits: 1 })));
  await slow;
  assert.equal(generation.state.quote.credits, 9);
});

test('a changed price is shown before anything starts', async () => {
  const { generation } = begin(json(quote()), json({ code: 'price_changed' }, 409), json(quote({ credits: 5 })));
  await generation.load();
  await generation.start();
  assert.deepEqual([generation.state.phase, generation.state.problem, generation.state.quote.credits], ['ready', 'price_changed', 5]);
});

test('nothing starts that is not affordable, makes nothing or has not been quoted', async () => {
  for (const change of [{ affordable: false }, { results: 0 }]) {
    const { calls, generation } = begin(json(quote(change)));
    await generation.load();
    await generation.start();
    assert.equal(calls.length, 1);
  }
  const { calls, generation } = begin(json({ code: 'bad_request' }, 400));
  await generation.load();
  await generation.start();
  assert.equal(calls.length, 1);
  assert.equal(generation.state.phase, 'failed');
});
