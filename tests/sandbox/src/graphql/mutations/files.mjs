import { newMedia, uniqueName } from '../../media/creating.mjs';
import { globalId } from '../ids.mjs';
import { mediaView } from '../views/media.mjs';
import { limits, userError } from './errors.mjs';
import { createProblem } from './file-create-rules.mjs';

/** @param {{shop: import('../../model.mjs').Shop, processing: import('../../media/processing.mjs').Processing}} context */
export function fileMutations({ shop, processing }) {
  return {
    fileCreate: ({ files }) => {
      const problems = tooMany(files) ?? files.map((file, index) => createProblem(shop, file, ['files', String(index)])).filter(Boolean);
      if (problems.length > 0) return { files: [], userErrors: problems };
      const created = files.map((file) => newMedia(shop, file));
      created.forEach((media) => processing.start(media));
      return { files: created.map(mediaView), userErrors: [] };
    },
    fileUpdate: ({ files }) => {
      const problems = tooMany(files) ?? files.map((file, index) => updateProblem(shop, file, ['files', String(index)])).filter(Boolean);
      if (problems.length > 0) return { files: [], userErrors: problems };
      return { files: files.map((file) => mediaView(update(shop, file))), userErrors: [] };
    },
    fileDelete: ({ fileIds }) => {
      const missing = fileIds.filter((id) => !shop.files.has(globalId(id)));
      if (missing.length > 0) {
        return { deletedFileIds: null, userErrors: [userError('FILE_DOES_NOT_EXIST', ['fileIds'], `File ids ${JSON.stringify(missing)} do not exist.`)] };
      }
      fileIds.forEach((id) => remove(shop, id));
      return { deletedFileIds: fileIds, userErrors: [] };
    },
  };
}

function tooMany(files) {
  if (files.length <= limits.filesPerCall) return null;
  return [userError('TOO_MANY_ARGUMENTS', ['files'], `Exceeded ${limits.filesPerCall} files per call.`)];
}

function updateProblem(shop, input, field) {
  const media = shop.files.get(globalId(input.id));
  if (!media) return userError('FILE_DOES_NOT_EXIST', [...field, 'id'], `File id ${input.id} does not exist.`);
  if (media.status !== 'READY') return userError('NON_READY_STATE', [...field, 'id'], 'Non-ready files cannot be updated.');
  if ((input.alt ?? '').length > limits.alt) return userError('ALT_VALUE_LIMIT_EXCEEDED', [...field, 'alt'], `The alt value exceeds the maximum limit of ${limits.alt} characters.`);
  return referenceProblem(shop, media, input, field) ?? nameProblem(shop, media, input, field);
}

function referenceProblem(shop, media, input, field) {
  for (const name of ['referencesToAdd', 'referencesToRemove']) {
    for (const id of input[name] ?? []) {
      const product = shop.product(globalId(id));
      if (!product) return userError('REFERENCE_TARGET_DOES_NOT_EXIST', [...field, name], `The reference target does not exist: ${id}.`);
      const full = name === 'referencesToAdd' && !product.mediaIds.includes(media.id) && product.mediaIds.length >= limits.galleryMedia;
      if (full) return userError('PRODUCT_MEDIA_LIMIT_EXCEEDED', [...field, name], `Exceeded the limit of ${limits.galleryMedia} media per product.`);
    }
  }
  return null;
}

function nameProblem(shop, media, input, field) {
  if (input.filename == null || input.filename === media.file.name) return null;
  if (media.kind !== 'IMAGE') return userError('UNSUPPORTED_MEDIA_TYPE_FOR_FILENAME_UPDATE', [...field, 'filename'], 'Filename update is only supported on images and generic files.');
  if (!/^[^/\\]+\.[A-Za-z0-9]+$/.test(input.filename)) return userError('INVALID_FILENAME', [...field, 'filename'], 'The filename is invalid.');
  if (extension(input.filename) !== extension(media.file.name)) return userError('INVALID_FILENAME_EXTENSION', [...field, 'filename'], 'The filename extension must match the original filename.');
  const taken = [...shop.files.values()].some((entry) => entry !== media && entry.file.name === input.filename);
  return taken ? userError('FILENAME_ALREADY_EXISTS', [...field, 'filename'], 'The filename already exists.') : null;
}

const extension = (name) => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

function update(shop, input) {
  const media = shop.files.get(input.id);
  if (input.alt !== undefined) media.alt = input.alt;
  if (input.filename != null) media.file = { ...media.file, name: uniqueName(shop, input.filename, media) };
  for (const id of input.referencesToAdd ?? []) attach(shop.product(id), media.id);
  for (const id of input.referencesToRemove ?? []) detach(shop.product(id), media.id);
  media.updatedAt = new Date().toISOString();
  return media;
}

function attach(product, id) {
  if (product.mediaIds.includes(id)) return;
  product.mediaIds.push(id);
  product.touch();
}

/** Takes a file out of a product's gallery and off its variants. */
export function detach(product, id) {
  if (!product.mediaIds.includes(id)) return;
  product.mediaIds = product.mediaIds.filter((entry) => entry !== id);
  for (const variant of product.variants) variant.mediaIds = variant.mediaIds.filter((entry) => entry !== id);
  product.touch();
}

/** Removes a file for good, from every product that shows it. */
export function remove(shop, id) {
  for (const product of shop.products) detach(product, id);
  shop.files.delete(id);
}
