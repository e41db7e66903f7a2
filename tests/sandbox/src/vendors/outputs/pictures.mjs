import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { pictureSize } from './sizes.mjs';

const share = 0.72;
const likeness = 40;

/**
 * Makes a picture that visibly comes from the given one: on a coloured ground with the vendor's label, cut out, or larger.
 * @param {{vendor: string, model: string, seed: string, wish: {ratio?: string, resolution?: string, format?: string, way?: 'cutout'|'upscale'}}} order
 * @param {Buffer|null} input @returns {Promise<Buffer>}
 */
export async function makePicture({ vendor, model, seed, wish }, input) {
  const given = input && await sharp(input).rotate().toBuffer({ resolveWithObject: true }).catch(() => null);
  const format = wish.way === 'cutout' ? 'png' : wish.format ?? 'jpeg';
  const picture = given && wish.way ? changed(given, wish.way) : scene({ vendor, model, seed, wish }, given);
  return (await picture).toFormat(format).toBuffer();
}

async function scene({ vendor, model, seed, wish }, given) {
  const size = pictureSize(wish.ratio, wish.resolution) ?? pictureSize(given ? `${given.info.width}:${given.info.height}` : '1:1', wish.resolution);
  const layers = [{ input: label(`${vendor} · ${model} · ${seed.split('/').at(-1)}`, size), gravity: 'south' }];
  if (given) {
    const fitted = { width: Math.round(size.width * share), height: Math.round(size.height * share), fit: 'inside' };
    layers.unshift({ input: await sharp(given.data).resize(fitted).toBuffer(), gravity: 'centre' });
  }
  const background = wish.transparent ? { r: 0, g: 0, b: 0, alpha: 0 } : ground(seed);
  return sharp({ create: { ...size, channels: wish.transparent ? 4 : 3, background } }).composite(layers);
}

function changed(given, way) {
  return way === 'upscale' ? sharp(given.data).resize({ width: Math.min(4096, given.info.width * 2) }) : cutOut(given.data);
}

// What has the colour of the corner is taken for ground.
async function cutOut(picture) {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const corner = [...data.subarray(0, 3)];
  for (let at = 0; at < data.length; at += 4) {
    const distance = Math.abs(data[at] - corner[0]) + Math.abs(data[at + 1] - corner[1]) + Math.abs(data[at + 2] - corner[2]);
    if (distance < likeness) data[at + 3] = 0;
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });
}

function ground(seed) {
  const hash = createHash('sha256').update(seed).digest();
  const [r, g, b] = [...hash.subarray(0, 3)].map((value) => 110 + Math.round(value / 2.2));
  return { r, g, b };
}

function label(words, { width, height }) {
  const band = Math.max(16, Math.round(height * 0.08));
  const text = words.replace(/[<&>]/g, ' ');
  const letters = Math.min(band * 0.5, (width * 1.6) / text.length);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${band}"><rect width="100%" height="100%" fill="#222" fill-opacity="0.85"/>
    <text x="50%" y="68%" text-anchor="middle" font-family="Inter, sans-serif" font-size="${letters}" fill="#fff">${text}</text></svg>`);
}
