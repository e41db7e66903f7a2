import { readFile } from 'node:fs/promises';

const parts = ['reload', 'parent', 'session', 'fetch', 'navigation', 'saveBar', 'openTop', 'vitals', 'start'];
let script = null;

/** One classic script, as App Bridge must run before anything else on the page: the modules joined inside one closure. */
export async function appBridgeScript() {
  script ??= join();
  return await script;
}

async function join() {
  const texts = await Promise.all(parts.map((name) => readFile(new URL(`${name}.mjs`, import.meta.url), 'utf8')));
  const body = texts.map((text) => text.replace(/^import .*\n/gm, '').replace(/^export /gm, '')).join('\n');
  return `(() => {\n'use strict';\n${body}\n})();\n`;
}
