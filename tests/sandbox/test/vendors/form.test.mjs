import assert from 'node:assert/strict';
import test from 'node:test';
import { readForm } from '../../src/vendors/desk/form.mjs';

const part = (name, content, rest = '') => `Content-Disposition: form-data; name=${name}${rest}\r\n\r\n${content}`;
const form = (...parts) => Buffer.from(`--b\r\n${parts.join('\r\n--b\r\n')}\r\n--b--\r\n`);

test('Reads names with and without quotes, files and several parts of one name', async () => {
  const body = form(part('file', 'one', '; filename="a.png"\r\nContent-Type: image/png'), part('"file"', 'two', '; filename=b.png; filename*=utf-8\'\'b.png'), part('path', 'inputs'));
  const read = readForm(body, 'multipart/form-data; boundary="b"');
  assert.deepEqual(read.getAll('file').map(({ name, type }) => [name, type]), [['a.png', 'image/png'], ['b.png', '']]);
  assert.deepEqual([await read.getAll('file')[1].text(), read.get('path')], ['two', 'inputs']);
});

test('Tells what is no form', () => {
  assert.equal(readForm(Buffer.from('--b\r\nnothing'), 'multipart/form-data; boundary=b'), null);
  assert.equal(readForm(form(part('a', 'b')), 'multipart/form-data'), null);
  assert.equal(readForm(form('no head'), 'multipart/form-data; boundary=b'), null);
});
