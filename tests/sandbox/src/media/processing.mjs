import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeAtomically } from '../disk.mjs';
import { Refusal, checkImage, imageLimits } from './images.mjs';
import { stagedPath, stagedUpload } from './staged.mjs';
import { checkVideo, takePoster } from './videos.mjs';

/** Takes files from UPLOADED through PROCESSING to READY or FAILED, after the delays of the configuration. */
export class Processing {
  #state;
  #config;
  #faults;
  #stopping = new AbortController();

  constructor(state, config, faults) {
    this.#state = state;
    this.#config = config;
    this.#faults = faults;
  }

  /** Picks up what an earlier run left unfinished. */
  resume() {
    for (const shop of this.#state.shops()) {
      for (const media of shop.files.values()) {
        if (media.status === 'UPLOADED' || media.status === 'PROCESSING') this.start(media);
      }
    }
  }

  /** @param {import('../model.mjs').Media} media */
  start(media) {
    this.#run(media).catch((error) => {
      if (error.name !== 'AbortError') process.stderr.write(`${error.stack}\n`);
    });
  }

  /** Leaves waiting files as they are; the next run resumes them. */
  stop() {
    this.#stopping.abort();
  }

  async #run(media) {
    const delay = media.kind === 'VIDEO' ? this.#config.videoDelayMs : this.#config.imageDelayMs;
    const { signal } = this.#stopping;
    await pause(delay / 4, undefined, { signal });
    media.status = 'PROCESSING';
    await pause((delay * 3) / 4, undefined, { signal });
    try {
      // Never ready, never failed: what a client must not wait for for ever.
      if (this.#faults.take('media-stuck', media.shop.domain, [media.file.name])) return;
      const fault = this.#faults.take('media-failed', media.shop.domain, [media.file.name]);
      if (fault) throw forced(media.kind);
      await this.#finish(media);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      media.errors = [{ code: error.code, message: error.message, details: null }];
      media.status = 'FAILED';
    }
    media.updatedAt = new Date().toISOString();
    // Deleted or replaced meanwhile: nothing of it may come back.
    if (media.shop.files.get(media.id) === media) await this.#state.save(media.shop);
  }

  async #finish(media) {
    const target = this.#state.filePath(media);
    await mkdir(path.dirname(target), { recursive: true });
    await this.#bring(media, target);
    const facts = media.kind === 'VIDEO' ? await checkVideo(target) : await checkImage(await readFile(target));
    const bytes = await readFile(target);
    media.file = { ...media.file, ...facts, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    if (media.kind === 'VIDEO') await this.#still(media, target);
    media.status = 'READY';
  }

  async #still(media, target) {
    const size = await takePoster(target, this.#state.filePath(media, true));
    if (!size) return;
    const name = `${media.file.name.replace(/\.[^.]+$/, '')}.jpg`;
    media.poster = { name, mime: 'image/jpeg', bytes: size.size, width: size.width, height: size.height, sha256: '' };
  }

  async #bring(media, target) {
    const upload = stagedUpload(media.shop, media.source);
    if (!upload) return writeAtomically(target, await download(media.source));
    const staged = stagedPath(this.#state, media.shop, upload.key);
    if (!(await stat(staged).catch(() => null))) throw new Refusal('INVALID_SIGNED_URL', 'The uploaded file could not be found.');
    await copyFile(staged, target);
  }
}

function forced(kind) {
  if (kind === 'VIDEO') return new Refusal('VIDEO_VALIDATION_ERROR', 'The video could not be processed.');
  return new Refusal('IMAGE_PROCESSING_FAILURE', 'The image could not be processed.');
}

/** @param {string} source a 127.0.0.1 address; the sandbox never calls anything else @returns {Promise<Buffer>} */
export async function download(source) {
  const failure = new Refusal('IMAGE_DOWNLOAD_FAILURE', 'The image could not be downloaded.');
  if (!isLocal(source)) throw failure;
  const answer = await fetch(source, { redirect: 'error', signal: AbortSignal.timeout(10_000) }).catch(() => null);
  if (!answer?.ok) throw failure;
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > imageLimits.bytes) throw new Refusal('INVALID_IMAGE_FILE_SIZE', 'Image size exceeds the limit of 20 MB.');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : failure;
  }
  return Buffer.concat(chunks);
}

/** @param {string} source @returns {boolean} */
export function isLocal(source) {
  try {
    const url = new URL(source);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname === '127.0.0.1';
  } catch {
    return false;
  }
}
