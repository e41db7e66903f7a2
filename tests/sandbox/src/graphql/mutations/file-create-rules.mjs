import { isLocal } from '../../media/processing.mjs';
import { stagedUpload } from '../../media/staged.mjs';
import { isTrial, limits, userError, videosAllowed } from './errors.mjs';

/** What a new file is called and which kind it is, from what the caller gave. */
export function describe(shop, input) {
  const upload = stagedUpload(shop, input.originalSource);
  const sourceName = upload?.filename ?? lastPart(input.originalSource);
  const name = input.filename ?? sourceName;
  const kind = input.contentType ?? (upload?.resource === 'VIDEO' || /\.(mp4|mov)$/i.test(name) ? 'VIDEO' : 'IMAGE');
  return { upload, sourceName, name, kind };
}

/** @returns a user error, or null when the file may be made */
export function createProblem(shop, input, field) {
  const { upload, sourceName, name, kind } = describe(shop, input);
  if ((input.alt ?? '').length > limits.alt) return userError('ALT_VALUE_LIMIT_EXCEEDED', [...field, 'alt'], `The alt value exceeds the maximum limit of ${limits.alt} characters.`);
  if (!upload && !isLocal(input.originalSource)) return userError('INVALID_IMAGE_SOURCE_URL', [...field, 'originalSource'], 'Image URL is invalid');
  if (!upload && kind === 'VIDEO') return userError('INVALID', [...field, 'originalSource'], 'Videos must be uploaded through a staged upload.');
  if (upload && (upload.resource === 'VIDEO') !== (kind === 'VIDEO')) return userError('INVALID', [...field, 'contentType'], 'The content type does not match the uploaded file.');
  if (!/^[^/\\]+\.[A-Za-z0-9]+$/.test(name)) return userError('INVALID_FILENAME', [...field, 'filename'], 'The filename is invalid.');
  if (extension(name) !== extension(sourceName)) {
    return userError('MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE', [...field, 'filename'], 'The filename extension must match the original source.');
  }
  if (kind === 'VIDEO') {
    const refused = videoProblem(shop, input, field);
    if (refused) return refused;
  }
  const taken = input.duplicateResolutionMode === 'RAISE_ERROR' && [...shop.files.values()].some((entry) => entry.file.name === name);
  return taken ? userError('FILENAME_ALREADY_EXISTS', [...field, 'filename'], 'The filename already exists.') : null;
}

function videoProblem(shop, input, field) {
  if (input.duplicateResolutionMode === 'RAISE_ERROR') {
    return userError('INVALID_DUPLICATE_MODE_FOR_TYPE', [...field, 'duplicateResolutionMode'], 'Duplicate resolution mode is not supported for this file type.');
  }
  if (isTrial(shop.plan)) return userError('UNACCEPTABLE_TRIAL_ASSET', [...field], 'This file type is not accepted while the shop is on a trial plan.');
  const videos = [...shop.files.values()].filter((entry) => entry.kind === 'VIDEO');
  const week = Date.now() - 7 * 24 * 60 * 60 * 1000;
  const recent = videos.filter((entry) => Date.parse(entry.createdAt) > week).length;
  if (videos.length < videosAllowed(shop.plan) && recent < limits.newVideosPerWeek) return null;
  return userError('NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED', [...field], 'Exceeded the limit of non-image media per shop.');
}

const extension = (name) => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

function lastPart(source) {
  try {
    return decodeURIComponent(new URL(source).pathname.split('/').pop());
  } catch {
    return '';
  }
}
