import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reloadTarget } from '../../src/face/bridge/reload.mjs';

const origin = 'https://app.example';

for (const wanted of [null, '', 'x', '//x', '//x/y', '/\\x', '\\\\x', '/\t/x', '/\n/x', ' //x', 'https:x', 'https:/x', 'https://x', 'https:\\\\x', 'https://app.example@x/',
  'https://app.example.x/', 'https://app.example', '@x', '/@x', '/%2fx', '/%2F%2Fx', '/%5cx', '/%09/x', 'javascript:alert(1)', 'data:text/html,x', '/a/..//x']) {
  test(`Ignores ${JSON.stringify(wanted)}`, () => assert.equal(reloadTarget(wanted, origin), null));
}

for (const [wanted, path] of [['/', '/'], ['/batches?page=2&shop=a', '/batches?page=2&shop=a'], ['/a/../b', '/b'], ['/find?next=https://x', '/find?next=https://x'], ['https://app.example/brand#tone', '/brand#tone']]) {
  test(`Goes to ${wanted}`, () => assert.equal(reloadTarget(wanted, origin).href, origin + path));
}
