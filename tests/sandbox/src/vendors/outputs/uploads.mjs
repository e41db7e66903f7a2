import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../../disk.mjs';

const day = 24 * 60 * 60 * 1000;

/** What customers brought to a vendor's file service. A file of the same name takes the place of the one before. */
export class Uploads {
  #folder;
  #baseUrl;

  /** @param {string} folder @param {() => string} baseUrl */
  constructor(folder, baseUrl) {
    this.#folder = folder;
    this.#baseUrl = baseUrl;
  }

  /** @returns {Promise<string>} an address that lives for a day */
  async keep(vendor, name, content, type) {
    const file = this.#file(vendor, name);
    await writeAtomically(file, content);
    await writeAtomically(`${file}.type`, type);
    return `${this.#baseUrl()}/vendors/uploads/${vendor}/${name.split('/').map(encodeURIComponent).join('/')}?until=${Date.now() + day}`;
  }

  /** @returns {Promise<{content: Buffer, type: string}|null>} */
  async read(vendor, name) {
    const file = this.#file(vendor, name);
    const [content, type] = await Promise.all([readFile(file), readFile(`${file}.type`, 'utf8')]).catch(() => [null]);
    return content && { content, type };
  }

  // Names come from outside, so they are never names on disk.
  #file(vendor, name) {
    return path.join(this.#folder, createHash('sha256').update(`${vendor}/${name}`).digest('hex').slice(0, 32));
  }
}
