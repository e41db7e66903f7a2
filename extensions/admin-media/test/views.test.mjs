import assert from 'node:assert/strict';
import test from 'node:test';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { load } from './build.mjs';
import { locale, quote, started, status, translator } from './world.mjs';

const { GenerationView } = await load('GenerationView.tsx');
const { StatusView } = await load('StatusView.tsx');
const nothing = () => {};
const action = (state, language) => renderToString(h(GenerationView, { state, translate: translator(language), onChoose: nothing, onStart: nothing, onAgain: nothing, onClose: nothing }));
const block = (state, language) => renderToString(h(StatusView, { state, translate: translator(language), formatDate: (date) => date.toISOString().slice(0, 10), onMake: nothing, onAgain: nothing }));

const actionStates = [
  { phase: 'loading' },
  { phase: 'loading', quote: quote() },
  { phase: 'ready', quote: quote({ unknown: 1, leftOutCount: 1, leftOut: [{ title: 'Ghost', reason: 'No picture.' }] }) },
  ...['bad_request', 'nothing_to_make', 'not_enough_credits', 'price_changed', 'other_order', 'too_many_requests', 'unreachable'].map((problem) => ({ phase: 'ready', quote: quote({ results: 0, affordable: false }), problem })),
  { phase: 'starting', quote: quote() },
  { phase: 'started', started },
  { phase: 'failed', problem: 'unreachable' },
];
const blockStates = [
  { phase: 'loading' },
  { phase: 'failed', problem: 'unreachable' },
  { phase: 'ready', status: status({ known: false }) },
  { phase: 'ready', status: status({ waiting: 0, running: 0, done: 0, failed: 0, published: 0, toReview: 0, lastBatch: null }) },
  ...['running', 'cancelling', 'done', 'partial', 'failed', 'cancelled'].map((state) => ({ phase: 'ready', status: status({ waiting: 2, lastBatch: { ...status().lastBatch, state } }) })),
];

test('every state has words in every language', () => {
  for (const language of ['en.default', 'de', 'fr']) {
    for (const state of actionStates) assert.match(action(state, language), /^<s-admin-action/);
    for (const state of blockStates) assert.match(block(state, language), /^<s-admin-block/);
  }
});

test('the languages have the same keys, and none is left in English by mistake', () => {
  const keys = (words, path = '') => Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [path + key] : keys(value, `${path}${key}.`))).sort();
  const english = locale('en.default');
  for (const language of ['de', 'fr']) {
    assert.deepEqual(keys(locale(language)), keys(english));
    assert.notEqual(locale(language).safe, english.safe);
  }
});

test('the action shows cost and balance, and can be started', () => {
  const shown = action({ phase: 'ready', quote: quote() });
  for (const words of ['2 products chosen', 'Makes 2 results', 'Costs at most 2 credits', '10 credits in your balance', 'until you review']) assert.ok(shown.includes(words), words);
  assert.doesNotMatch(shown.match(/<s-button slot="primary-action"[^>]*>/)[0], /disabled/);
});

test('the action cannot be started while the cost is unknown or not covered', () => {
  for (const state of [{ phase: 'loading', quote: quote() }, { phase: 'starting', quote: quote() }, { phase: 'ready', quote: quote({ affordable: false }) }, { phase: 'ready', quote: quote({ results: 0 }) }]) {
    assert.match(action(state).match(/<s-button slot="primary-action"[^>]*>/)[0], /disabled/, state.phase);
  }
  assert.ok(!action({ phase: 'loading', quote: quote() }).includes('Costs at most'), 'an old cost is not shown while a new one is on its way');
});

test('a started batch is a link, and the modal offers no second start', () => {
  const shown = action({ phase: 'started', started });
  assert.match(shown, /<s-link href="\/batches\/b1">Watch the batch<\/s-link>/);
  assert.doesNotMatch(shown, /primary-action/);
});

test('the block shows counts by state, the last batch and the way to review', () => {
  const shown = block({ phase: 'ready', status: status() });
  for (const words of ['Running: 1', 'Done: 3', 'Failed: 1', 'Published: 1', 'Spring', 'Partly done', '2026-10-02', 'href="/review?product=p1"', 'Review 2 results']) assert.ok(shown.includes(words), words);
  assert.ok(!shown.includes('Waiting:'), 'a count of nothing is not shown');
});

test('text of the shop is text', () => {
  const shown = block({ phase: 'ready', status: status({ lastBatch: { ...status().lastBatch, name: '<img src=x onerror=alert(1)>' } }) });
  assert.ok(!shown.includes('<img'));
});
