import { readFileSync } from 'node:fs';

const folder = new URL('../locales/', import.meta.url);

export const locale = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

/** The admin's translate function over one of our locale files, as documented: dotted keys, `count` chooses the plural. */
export function translator(name = 'en.default') {
  const words = locale(name);
  return (key, options = {}) => {
    let found = key.split('.').reduce((part, step) => part?.[step], words);
    if (found && typeof found === 'object') found = found[new Intl.PluralRules(name.slice(0, 2)).select(options.count)] ?? found.other;
    if (typeof found !== 'string') throw new Error(`No words for ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, part) => String(options[part]));
  };
}

/** A network that answers from a list, oldest first, and remembers what was asked. An answer may be a promise or an error. */
export function network(...answers) {
  const calls = [];
  const fetch = async (address, init) => {
    calls.push({ address, method: init.method, headers: init.headers, body: init.body && JSON.parse(init.body) });
    const answer = await answers.shift();
    if (answer === undefined) throw new Error(`Nobody expected ${address}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, world: { fetch, idToken: async () => 'fresh-token' } };
}

export const json = (body, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers });

export const quote = (change = {}) => ({
  styles: [
    { key: 'studio-shot', name: 'Studio shot', summary: 'Clean.', kind: 'image' },
    { key: 'lifestyle', name: 'Lifestyle', summary: 'A real-looking place.', kind: 'image' },
  ],
  style: 'studio-shot', count: 1, mostCount: 4, products: 2, unknown: 0, leftOut: [], leftOutCount: 0, results: 2, credits: 2, balance: 10, affordable: true,
  page: '/batches/new?ids[]=1', ...change,
});

export const started = { batch: 'b1', name: 'Studio shot for 2 products', results: 2, balance: 8, page: '/batches/b1' };

export const status = (change = {}) => ({
  known: true, waiting: 0, running: 1, done: 3, failed: 1, toReview: 2, published: 1,
  lastBatch: { name: 'Spring', state: 'partial', createdAt: '2026-10-02T09:00:00Z', page: '/batches/b1' }, reviewPage: '/review?product=p1', makePage: '/batches/new?ids[]=1', ...change,
});
