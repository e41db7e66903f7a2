import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../src/', import.meta.url));

/** The modules the TOML file names. */
export const modules = ['action.tsx', 'selectionAction.tsx', 'block.tsx'];

/** Bundles one module of src as the Shopify CLI would. @returns {Promise<string>} the code */
export async function bundle(module, options = {}) {
  const { outputFiles, warnings } = await build({
    entryPoints: [folder + module],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
    ...options,
  });
  if (warnings.length > 0) throw new Error(warnings.map((warning) => warning.text).join('\n'));
  return outputFiles[0].text;
}

/** Imports one module of src for a test. Preact stays the test's own, so that what a module made can be rendered. */
export async function load(module) {
  const code = await bundle(module, { minify: false, packages: 'external' });
  return importText(code.replace(/from\s*"(preact[^"]*)"/g, (_, name) => `from ${JSON.stringify(import.meta.resolve(name))}`));
}

/** Imports code that is in no file yet, anew each time. */
export async function importText(code) {
  const folder = mkdtempSync(join(tmpdir(), 'admin-media-'));
  try {
    const file = join(folder, 'module.mjs');
    writeFileSync(file, code);
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
