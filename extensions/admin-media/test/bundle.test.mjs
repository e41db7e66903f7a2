import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parse } from 'smol-toml';
import { bundle, modules } from './build.mjs';
import { locale } from './world.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const largest = 64 * 1024;
const toml = parse(readFileSync(`${root}shopify.extension.toml`, 'utf8'));

test('TypeScript finds nothing wrong', () => {
  execFileSync('npx', ['tsc', '--project', root], { stdio: 'pipe' });
});

test('TypeScript is really looking: a wrong property of a component is refused', () => {
  assert.throws(() => execFileSync('npx', ['tsc', '--project', `${root}test/wrong`], { stdio: 'pipe' }), (error) => /colour/.test(error.stdout.toString()));
});

test('every module the TOML file names can be bundled and stays under the platform limit', async () => {
  assert.deepEqual(toml.extensions.flatMap((extension) => extension.targeting.map((target) => target.module)), modules.map((module) => `./src/${module}`));
  for (const module of modules) {
    const code = await bundle(module);
    assert.ok(gzipSync(code).length <= largest, `${module}: ${gzipSync(code).length} bytes`);
    assert.match(code, /export\s*\{[^}]*as default/);
  }
});

test('every name in the TOML file is in the locale files, and each extension has one target', () => {
  for (const extension of toml.extensions) {
    assert.equal(extension.targeting.length, 1);
    assert.equal(typeof locale('en.default')[extension.name.replace(/^t:/, '')], 'string');
  }
});
