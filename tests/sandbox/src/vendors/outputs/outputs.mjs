import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { HttpError } from '../../server.mjs';
import { writeAtomically } from '../../disk.mjs';
import { bytes, json } from '../desk/answer.mjs';
import { answered, hangsUp } from '../desk/desk.mjs';
import { readInput } from './inputs.mjs';
import { makePicture } from './pictures.mjs';
import { makeFilm, makeSound } from './recordings.mjs';

const day = 24 * 60 * 60 * 1000;
const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', mp4: 'video/mp4', mp3: 'audio/mpeg' };

/** What the vendors made: files made once and kept, at addresses that expire. */
export class Outputs {
  #folder;
  #baseUrl;
  #making = new Map();

  /** @param {string} folder @param {() => string} baseUrl */
  constructor(folder, baseUrl) {
    this.#folder = folder;
    this.#baseUrl = baseUrl;
  }

  /** Addresses of an order's files. @param {object} order one that succeeded @param {number} [keptMs] how long its vendor keeps files */
  addresses(order, keptMs = day) {
    const until = keptUntil(order, keptMs);
    return Array.from({ length: order.wish.count ?? 1 }, (_, index) => `${this.#baseUrl()}/vendors/files/${order.vendor}/${order.id}/${index + 1}.${ending(order)}?until=${until}`);
  }

  /** @returns {Promise<{content: Buffer, type: string}>} one file, made at the first question */
  async file(order, number = 1) {
    const file = await this.#made(order, number);
    return { content: await readFile(file), type: types[ending(order)] };
  }

  /** All files of an order. */
  files(order) {
    return Promise.all(Array.from({ length: order.wish.count ?? 1 }, (_, index) => this.file(order, index + 1)));
  }

  #made(order, number) {
    const seed = `${order.id}/${number}`;
    const name = order.make === 'image' ? `${order.id}-${number}` : createHash('sha256').update(JSON.stringify([order.vendor, order.model, order.wish])).digest('hex').slice(0, 32);
    const target = path.join(this.#folder, `${name}.${ending(order)}`);
    if (existsSync(target)) return Promise.resolve(target);
    if (!this.#making.has(target)) this.#making.set(target, this.#make({ ...order, seed }, target).finally(() => this.#making.delete(target)));
    return this.#making.get(target);
  }

  async #make(order, target) {
    const input = await readInput(order.wish.input);
    if (order.make === 'image') {
      await writeAtomically(target, await makePicture(order, input));
      return target;
    }
    await mkdir(this.#folder, { recursive: true });
    const unfinished = `${target}.part`;
    await (order.make === 'video' ? makeFilm(order, input, unfinished) : makeSound(order, unfinished));
    await rename(unfinished, target);
    return target;
  }
}

/** When a file of an order is given out for the last time, in milliseconds. */
export const keptUntil = (order, keptMs = day) => order.doneAt + (order.pace?.keptMs ?? keptMs);

function ending({ make, wish }) {
  if (make === 'video') return 'mp4';
  if (make === 'sound') return 'mp3';
  return wish.way === 'cutout' ? 'png' : wish.format ?? 'jpeg';
}

/** Registers the addresses of outputs and of what customers uploaded. */
export function registerOutputs(router, { orders, outputs, uploads, faults }) {
  const serve = (vendor, request, response, url, find) => {
    const take = (kind) => faults.take(kind, { vendor, kind: 'file', path: url.pathname });
    return answered(response, take, async () => {
      if (await hangsUp(response, take)) return null;
      if (take('5xx')) return json({ message: 'Service Unavailable' }, 503);
      if (take('expired') || Number(url.searchParams.get('until') ?? Infinity) < Date.now()) return json({ message: 'Request has expired' }, 403);
      const { content, type } = await find();
      return bytes(content, type);
    });
  };
  const missing = () => {
    throw new HttpError(404, 'Not Found');
  };
  router.on('GET', '/vendors/files/:vendor/:order/:name', (request, response, { vendor, order: id, name }, url) => serve(vendor, request, response, url, async () => {
    const order = orders.find(vendor, id) ?? missing();
    const number = Number.parseInt(name, 10);
    if (await orders.state(order, false) !== 'succeeded' || !(number >= 1 && number <= (order.wish.count ?? 1))) missing();
    return await outputs.file(order, number);
  }));
  router.on('GET', '/vendors/uploads/:vendor/*name', (request, response, { vendor, name }, url) => serve(vendor, request, response, url, async () => await uploads.read(vendor, name) ?? missing()));
}
