// Bundles scripts, styles and fonts into wwwroot/build. `--watch` rebuilds on every change.
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const watch = process.argv.includes('--watch');

const options = {
  absWorkingDir: root,
  entryPoints: [
    { in: 'assets/app.ts', out: 'app' },
    { in: 'assets/css/app.css', out: 'app' },
  ],
  outdir: 'wwwroot/build',
  bundle: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  loader: { '.woff2': 'file' },
  assetNames: 'fonts/[name]-[hash]',
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  legalComments: 'none',
  logLevel: 'warning',
};

if (watch) {
  const running = await context({ ...options, logLevel: 'info' });
  await running.watch();
} else {
  await rm(resolve(root, 'wwwroot/build'), { recursive: true, force: true });
  await build(options);
}
