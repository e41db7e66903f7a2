import sharp from 'sharp';

const megabyte = 1024 * 1024;
export const imageLimits = { bytes: 20 * megabyte, pixels: 20_000_000 };
const mimes = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif', heif: 'image/avif' };

/** A file the platform will not take, with the code and words it gives for that. */
export class Refusal extends Error {
  /** @param {string} code MediaErrorCode @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Reads header and pixels of a picture. @param {Buffer} bytes @returns {Promise<{mime: string, width: number, height: number}>} throws a Refusal */
export async function checkImage(bytes) {
  if (bytes.length > imageLimits.bytes) throw new Refusal('INVALID_IMAGE_FILE_SIZE', 'Image size exceeds the limit of 20 MB.');
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(() => null);
  if (!header || !mimes[header.format]) throw new Refusal('UNSUPPORTED_IMAGE_FILE_TYPE', 'The file is not a supported image type.');
  if (header.width * header.height > imageLimits.pixels) {
    throw new Refusal('INVALID_IMAGE_RESOLUTION', `Image resolution exceeds the limit of 20 megapixels (${header.width} × ${header.height}).`);
  }
  // Decoding every row is what finds a truncated file; the small output keeps that cheap.
  await sharp(bytes, { failOn: 'truncated' }).resize(16).toBuffer().catch(() => {
    throw new Refusal('IMAGE_PROCESSING_FAILURE', 'The image could not be processed.');
  });
  const turned = (header.orientation ?? 1) > 4;
  return { mime: mimes[header.format], width: turned ? header.height : header.width, height: turned ? header.width : header.height };
}

/** @param {string} file path @param {number} width @returns {Promise<Buffer>} the picture made smaller, never larger */
export function resized(file, width) {
  return sharp(file).rotate().resize({ width, withoutEnlargement: true }).toBuffer();
}
