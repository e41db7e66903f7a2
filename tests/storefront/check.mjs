import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSONValidator, check, toSchema } from '@shopify/theme-check-common';
import { NodeFileSystem, getThemeAndConfig } from '@shopify/theme-check-node';

export const extension = fileURLToPath(new URL('../../extensions/storefront-media', import.meta.url));

const data = join(createRequire(import.meta.url).resolve('@shopify/theme-check-docs-updater/package.json'), '..', 'data');
const read = (name) => readFileSync(join(data, name), 'utf8');
const parsed = (name) => JSON.parse(read(`${name}.json`));

// What Shopify's own runner would download anew on each run; the package carries a copy, and a test asks no network.
const docset = {
  filters: async () => parsed('filters'),
  objects: async () => parsed('objects'),
  liquidDrops: async () => parsed('objects'),
  tags: async () => parsed('tags'),
  systemTranslations: async () => parsed('shopify_system_translations'),
  schemas: async () => parsed('manifest_theme_app_extension').schemas.map(({ uri, fileMatch }) => ({
    uri: `https://raw.githubusercontent.com/Shopify/theme-liquid-docs/main/schemas/${uri}`,
    fileMatch,
    schema: read(basename(uri)),
  })),
};

/** The setting types of blocks, from Shopify's own schema. */
export const settingTypes = parsed('setting').properties.type.enum;

/** Every offence that theme-check finds in the theme app extension at `root`, as text. */
export async function offences(root = extension) {
  const { theme, config } = await getThemeAndConfig(root, join(extension, '.theme-check.yml'));
  const validator = await JSONValidator.create(docset, config);
  const blocks = new Map(theme.map((source) => [basename(source.uri, '.liquid'), () => toSchema(config.context, source.uri, source, validator?.isValid)]));
  const found = await check(theme, config, { fs: NodeFileSystem, themeDocset: docset, jsonValidationSet: docset, getAppBlockSchema: async (name) => blocks.get(name)?.() });
  return { files: theme.length, found: found.map((offence) => `${basename(offence.uri)}: ${offence.check}: ${offence.message}`) };
}
