import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { extension, offences, settingTypes } from './check.mjs';

const text = (path) => readFileSync(join(extension, path), 'utf8');
const files = (folder) => readdirSync(join(extension, folder)).map((name) => join(folder, name));

test("Shopify's theme-check finds nothing wrong", async () => {
  const { files: checked, found } = await offences();
  assert.ok(checked >= 8, `${checked} files were checked`);
  assert.deepEqual(found, []);
});

test('the check itself refuses what is wrong', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storefront-media-'));
  try {
    cpSync(extension, folder, { recursive: true });
    const block = join(folder, 'blocks', 'ai-disclosure.liquid');
    const change = async (from, to, name) => {
      const before = readFileSync(block, 'utf8');
      assert.ok(before.includes(from), from);
      writeFileSync(block, before.replace(from, to));
      assert.match((await offences(folder)).found.join('\n'), new RegExp(name));
      writeFileSync(block, before);
    };
    await change("'ai_disclosure.text' | t", "'ai_disclosure.nowhere' | t", 'TranslationKeyExists');
    await change('| escape -', '| escape_twice -', 'UndefinedFilter|LiquidHTMLSyntaxError|UnknownFilter');
    await change('{% endif %}\n\n{% schema %}', '\n\n{% schema %}', 'LiquidHTMLSyntaxError');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// theme-check looks into the schemas of sections only; those of app blocks are read here, by Shopify's own list of settings.
test('every setting is of a type Shopify knows, and every label has words', () => {
  const words = JSON.parse(text('locales/en.default.schema.json'));
  for (const path of files('blocks')) {
    const schema = JSON.parse(text(path).match(/\{% schema %\}([\s\S]*)\{% endschema %\}/)[1]);
    for (const setting of schema.settings) assert.ok(settingTypes.includes(setting.type), `${path}: ${setting.type}`);
    const ids = schema.settings.map((setting) => setting.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, id] of text(path).matchAll(/block\.settings\.(\w+)/g)) assert.ok(ids.includes(id), `${path}: ${id}`);
    for (const [, key] of JSON.stringify(schema).matchAll(/"t:([\w.]+)"/g)) assert.equal(typeof key.split('.').reduce((part, step) => part?.[step], words), 'string', key);
    for (const asset of [schema.stylesheet, schema.javascript].filter(Boolean)) assert.ok(statSync(join(extension, 'assets', asset)).isFile());
  }
});

test('it stays under the platform limits', () => {
  const sizes = ['assets', 'blocks', 'locales'].flatMap(files).map((path) => [path, statSync(join(extension, path)).size]);
  assert.ok(sizes.reduce((sum, [, size]) => sum + size, 0) < 10 * 1024 * 1024);
  assert.ok(sizes.filter(([path]) => path.endsWith('.liquid')).reduce((sum, [, size]) => sum + size, 0) < 500 * 1024);
  for (const [path, size] of sizes) if (path.endsWith('.js')) assert.ok(size < 10_000, `${path}: ${size}`);
});

test('only folders the platform takes hold files', () => {
  const folders = readdirSync(extension, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map((entry) => entry.name).sort();
  assert.deepEqual(folders, ['assets', 'blocks', 'locales']);
});

test('the languages have the same keys and placeholders', () => {
  const flat = (words, path = '') => Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [`${path}${key}(${value.match(/\{\{.*?\}\}/g) ?? ''})`] : flat(value, `${path}${key}.`))).sort();
  for (const suffix of ['', '.schema']) {
    const english = flat(JSON.parse(text(`locales/en.default${suffix}.json`)));
    for (const language of ['de', 'fr']) assert.deepEqual(flat(JSON.parse(text(`locales/${language}${suffix}.json`))), english);
  }
});

test('the video loads nothing before it is wanted, keeps its place and can be stopped', () => {
  const block = text('blocks/product-video.liquid');
  const video = block.slice(block.indexOf('<video'), block.indexOf('</video>'));
  for (const part of ['preload="none"', 'poster=', 'width=', 'height=', 'controls', 'muted', 'playsinline', 'aria-label=']) assert.ok(video.includes(part), part);
  assert.doesNotMatch(block, /\bautoplay\b/);
  assert.match(text('assets/storefront-media.css'), /\.cs-video__frame \{ aspect-ratio/);
});

test('both blocks read what the app sets on publishing, under its own reserved name', () => {
  assert.ok(text('blocks/product-video.liquid').includes("metafields['$app'].video.value"));
  assert.ok(text('blocks/ai-disclosure.liquid').includes("metafields['$app'].ai_media.value"));
});
