import { rm, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { runFfmpeg } from './ffmpeg.mjs';
import { makePicture } from './pictures.mjs';
import { filmSize, filmSizeLike } from './sizes.mjs';

const framesPerSecond = 12;
const lettersPerSecond = 15;
const longestFilm = 30;

/** Makes a short MP4 that shows the given picture, or a ground of one colour, and grows a little. @param {object} order @param {Buffer|null} input @param {string} target path */
export async function makeFilm(order, input, target) {
  const { wish } = order;
  const given = input && await sharp(input).metadata().catch(() => null);
  const { width, height } = filmSize(wish.ratio, wish.resolution) ?? (given ? filmSizeLike(given, wish.resolution) : filmSize('16:9', wish.resolution));
  const still = `${target}.png`;
  await writeFile(still, await makePicture({ ...order, wish: { ratio: `${width}x${height}`, format: 'png' } }, input));
  const sound = wish.sound ? ['-f', 'lavfi', '-i', 'sine=frequency=220'] : [];
  const seconds = String(Math.min(longestFilm, wish.seconds || 5));
  await runFfmpeg(['-loop', '1', '-framerate', String(framesPerSecond), '-i', still, ...sound, '-t', seconds, '-vf', `drawbox=x=0:y=0:w='${width}*t/${seconds}':h=8:color=white:t=fill`,
    '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', '-f', 'mp4', target]).finally(() => rm(still, { force: true }));
}

/** Makes an MP3: one tone for as long as the words would take. */
export async function makeSound({ wish }, target) {
  await runFfmpeg(['-f', 'lavfi', '-i', `sine=frequency=${wish.voice ? 180 + (wish.voice.length * 7) % 120 : 240}`, '-t', String(wish.seconds ?? secondsOf(wish.words)), '-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3', target]);
}

/** @returns {number} how long a text takes to say */
export const secondsOf = (words) => Math.min(60, Math.max(1, Math.ceil((words ?? '').length / lettersPerSecond)));
