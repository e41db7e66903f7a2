import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import sharp from 'sharp';
import { Refusal } from './images.mjs';

const limits = { bytes: 1024 * 1024 * 1024, durationMs: 10 * 60 * 1000 };
const containers = new Set(['moov', 'trak', 'mdia']);

/** Reads the boxes of an MP4. @param {string} file path @returns {Promise<{mime: string, width: number, height: number, durationMs: number}>} throws a Refusal */
export async function checkVideo(file) {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size > limits.bytes) throw new Refusal('VIDEO_VALIDATION_ERROR', 'Video size exceeds the limit of 1 GB.');
    const facts = { durationMs: 0, width: 0, height: 0, ftyp: false, mdat: false };
    await readBoxes(handle, 0, size, facts);
    if (!facts.ftyp) throw new Refusal('VIDEO_INVALID_FILETYPE_ERROR', 'The file is not an MP4 video.');
    if (!facts.mdat || facts.durationMs === 0 || facts.width === 0) throw new Refusal('VIDEO_METADATA_READ_ERROR', 'The video metadata could not be read.');
    if (facts.durationMs > limits.durationMs) throw new Refusal('VIDEO_MAX_DURATION_ERROR', 'Video duration exceeds the limit of 10 minutes.');
    return { mime: 'video/mp4', width: facts.width, height: facts.height, durationMs: facts.durationMs };
  } finally {
    await handle.close();
  }
}

async function readBoxes(handle, from, to, facts) {
  for (let at = from; at + 8 <= to;) {
    const head = await read(handle, at, 16);
    let size = head.readUInt32BE(0);
    let start = at + 8;
    if (size === 1) {
      size = Number(head.readBigUInt64BE(8));
      start = at + 16;
    }
    if (size === 0) size = to - at;
    if (size < 8 || at + size > to) return;
    await readBox(handle, head.toString('latin1', 4, 8), start, at + size, facts);
    at += size;
  }
}

async function readBox(handle, type, start, end, facts) {
  if (type === 'ftyp') facts.ftyp = true;
  if (type === 'mdat') facts.mdat = true;
  if (containers.has(type)) await readBoxes(handle, start, end, facts);
  if (type === 'mvhd') facts.durationMs = await duration(handle, start);
  if (type === 'tkhd') {
    const size = await read(handle, end - 8, 8);
    facts.width = Math.max(facts.width, size.readUInt32BE(0) >>> 16);
    facts.height = Math.max(facts.height, size.readUInt32BE(4) >>> 16);
  }
}

async function duration(handle, start) {
  const box = await read(handle, start, 32);
  const wide = box[0] === 1;
  const scale = box.readUInt32BE(wide ? 20 : 12);
  const units = wide ? Number(box.readBigUInt64BE(24)) : box.readUInt32BE(16);
  return scale === 0 ? 0 : Math.round((units * 1000) / scale);
}

async function read(handle, at, length) {
  const buffer = Buffer.alloc(length);
  await handle.read(buffer, 0, length, at);
  return buffer;
}

/** Takes a still from a video where ffmpeg is installed. @returns {Promise<{width: number, height: number}|null>} null when there is none */
export async function takePoster(file, target) {
  const jpeg = await new Promise((resolve) => {
    const options = { encoding: 'buffer', maxBuffer: 32 * 1024 * 1024, timeout: 20_000 };
    const input = ['-v', 'error', '-nostdin', '-protocol_whitelist', 'file', '-f', 'mp4', '-i', file];
    execFile('ffmpeg', [...input, '-frames:v', '1', '-f', 'mjpeg', '-q:v', '4', 'pipe:1'], options, (error, output) => resolve(error ? null : output));
  });
  if (!jpeg?.length) return null;
  try {
    return await sharp(jpeg).toFile(target);
  } catch {
    await rm(target, { force: true });
    return null;
  }
}
