import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/** @returns {Promise<Buffer>} a noisy picture, so that its bytes differ from any other's */
export function picture(width = 64, height = 48, format = 'png') {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } }).toFormat(format).toBuffer();
}

export async function pictureFile(folder, name) {
  const file = path.join(folder, name);
  await writeFile(file, await picture());
  return file;
}
