import assert from 'node:assert/strict';
import test from 'node:test';
import { bundle, importText } from './build.mjs';
import { json, network, quote, started, status, translator } from './world.mjs';

/** The few parts of a document that Preact touches; the admin gives an extension no more than such a tree. */
class Node {
  constructor(name, text) {
    Object.assign(this, { nodeType: text === undefined ? 1 : 3, localName: name, nodeName: name, data: text, childNodes: [], attributes: [], parentNode: null, listeners: {}, style: {}, onclick: null, onchange: null });
  }
  get firstChild() { return this.childNodes[0] ?? null; }
  get nextSibling() { return this.parentNode?.childNodes[this.parentNode.childNodes.indexOf(this) + 1] ?? null; }
  insertBefore(node, before) {
    node.parentNode?.removeChild(node);
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node);
    node.parentNode = this;
    return node;
  }
  appendChild(node) { return this.insertBefore(node, null); }
  removeChild(node) { this.childNodes.splice(this.childNodes.indexOf(node), 1); node.parentNode = null; }
  remove() { this.parentNode?.removeChild(this); }
  setAttribute(name, value) { this[name] = String(value); }
  removeAttribute(name) { delete this[name]; }
  addEventListener(name, listener) { this.listeners[name] = listener; }
  removeEventListener(name) { delete this.listeners[name]; }
  get text() { return this.data ?? this.childNodes.map((node) => node.text).join(' '); }
  find(match) { return match(this) ? this : this.childNodes.reduce((found, node) => found ?? node.find(match), null); }
  fire(name, value) {
    this.value = value ?? this.value;
    this.listeners[name].call(this, { type: name, currentTarget: this, target: this });
  }
}

async function run(module, data, answers, api = {}) {
  const { calls, world } = network(...answers);
  const body = new Node('body');
  globalThis.document = { body, createElement: (name) => new Node(name), createElementNS: (_, name) => new Node(name), createTextNode: (text) => new Node('#text', text) };
  globalThis.fetch = world.fetch;
  // The documented API object, as far as these extensions use it.
  globalThis.shopify = {
    auth: { idToken: async () => 'fresh-token' },
    data: { selected: data.map((id) => ({ id })) },
    i18n: { translate: translator(), formatDate: (date) => date.toISOString().slice(0, 10) },
    ...api,
  };
  await (await importText(await bundle(module))).default();
  return { body, calls, button: (words) => body.find((node) => node.localName === 's-button' && node.text === words) };
}

const settle = () => new Promise((resolve) => { setTimeout(resolve, 0); });

test('the selection action takes every chosen product from quote to batch', async () => {
  const chosen = ['gid://shopify/Product/1', 'gid://shopify/Product/2'];
  let closed = 0;
  const { body, calls, button } = await run('selectionAction.tsx', chosen, [json(quote()), json(quote({ count: 3, credits: 6 })), json(started)], { close: () => { closed += 1; } });
  body.find((node) => node.name === 'count').fire('change', '3');
  await settle();
  button('Start').fire('click');
  button('Starting').fire('click');
  await settle();
  assert.deepEqual(calls.map((call) => [call.address, call.body.productIds, call.body.count]), [['/extensions/quote', chosen, undefined], ['/extensions/quote', chosen, 3], ['/extensions/batches', chosen, 3]]);
  assert.ok(body.find((node) => node.localName === 's-link' && node.href === '/batches/b1'));
  button('Close').fire('click');
  assert.equal(closed, 1);
});

test('the block looks its product up and opens the action', async () => {
  const opened = [];
  const { calls, button } = await run('block.tsx', ['gid://shopify/Product/7'], [json({}, 503), json(status())], { navigation: { navigate: (address) => opened.push(address) } });
  button('Try again').fire('click');
  await settle();
  button('Generate media').fire('click');
  assert.deepEqual(calls.map((call) => call.address), Array(2).fill('/extensions/product?id=gid%3A%2F%2Fshopify%2FProduct%2F7'));
  assert.deepEqual(opened, ['extension://generate-media-action']);
});
