import { randomUUID } from 'node:crypto';
import { describe } from '../graphql/mutations/file-create-rules.mjs';
import { Media } from '../model.mjs';

/** Adds a file that still has to be processed. @param {import('../model.mjs').Shop} shop @returns {Media} */
export function newMedia(shop, input) {
  const { name, kind } = describe(shop, input);
  return addMedia(shop, {
    kind,
    alt: input.alt ?? null,
    status: 'UPLOADED',
    source: input.originalSource,
    file: { name: uniqueName(shop, name), mime: '', bytes: 0, width: 0, height: 0, sha256: '' },
  });
}

/** @returns {Media} the record as a file of the shop, with a new id */
export function addMedia(shop, record) {
  const now = new Date().toISOString();
  const id = shop.newId(record.kind === 'VIDEO' ? 'Video' : 'MediaImage');
  const media = new Media(shop, { ...record, id, createdAt: now, updatedAt: now });
  shop.files.set(id, media);
  return media;
}

/** @returns {string} the name, with a UUID behind it when another file has it already */
export function uniqueName(shop, name, except = null) {
  const taken = [...shop.files.values()].some((entry) => entry !== except && entry.file.name === name);
  if (!taken) return name;
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}_${randomUUID()}${name.slice(dot)}`;
}
