import { fileURLToPath } from 'node:url';
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
  const here = (name) => JSON.stringify(import.meta.resolve(name));
  const text = code.replace(/from\s*"(preact[^"]*)"/g, (_, name) => `from ${here(name)}`);
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}
