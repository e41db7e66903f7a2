import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { app, domain, temporaryFolder } from './support/sandbox.mjs';

const main = fileURLToPath(new URL('../src/main.mjs', import.meta.url));

async function run(context, folder) {
  const env = { ...process.env, SANDBOX_CLIENT_ID: app.clientId, SANDBOX_CLIENT_SECRET: app.clientSecret, SANDBOX_APP_URL: 'http://127.0.0.1:1' };
  const child = spawn(process.execPath, [main, '--port', '0', '--data', folder], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  context.after(() => child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ready: JSON.parse(line) };
}

test('Says when it is ready, survives a kill, and stops on SIGTERM', async (context) => {
  const folder = await temporaryFolder(context);
  const first = await run(context, folder);
  assert.equal(first.ready.ready, true);
  assert.equal(first.ready.url, `http://127.0.0.1:${first.ready.port}`);
  const body = JSON.stringify({ domain, products: [{ handle: 'a', title: 'A' }] });
  assert.equal((await fetch(`${first.ready.url}/control/shops`, { method: 'POST', body })).status, 201);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await run(context, folder);
  const { shops } = await (await fetch(`${second.ready.url}/control/state`)).json();
  assert.deepEqual(shops.map((shop) => [shop.domain, shop.products]), [[domain, 1]]);
  second.child.kill('SIGTERM');
  assert.deepEqual(await once(second.child, 'exit'), [0, null]);
});
