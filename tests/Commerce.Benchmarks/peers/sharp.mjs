// sharp does what the picture benches do, with the same sizes, qualities and effort; it shares libvips with us.
//   BENCH_TASK=post-process   one JPEG, made smaller
//   BENCH_TASK=derivatives    a master and a thumbnail as WebP, with XMP
//   BENCH_MODE=raw            the master's pixels are decoded once and both files are made from them
//   BENCH_MODE=clone          each file is a pipeline of its own on a clone, which may shrink while it decodes
import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";

const { BENCH_TASK: task, BENCH_MODE: mode, BENCH_SOURCE: source, BENCH_OUTPUT: output, BENCH_XMP: packet } = process.env;
const [count, atOnce] = [Number(process.env.BENCH_COUNT), Number(process.env.BENCH_AT_ONCE)];
sharp.concurrency(Number(process.env.BENCH_THREADS));
// The same file comes again and again here, as it does not in a shop.
sharp.cache(false);
const bytes = await readFile(source);
const inside = (side) => ({ width: side, height: side, fit: "inside", withoutEnlargement: true });
const webp = { quality: 82, effort: 4 };
const xmp = packet ? await readFile(packet, "utf8") : undefined;

async function postProcess() {
  return [await sharp(bytes).resize(720, 588).jpeg({ quality: 80 }).toBuffer()];
}

async function derivatives() {
  if (mode === "clone") {
    const whole = sharp(bytes);
    return Promise.all([
      whole.clone().resize(inside(2048)).webp(webp).withXmp(xmp).toBuffer(),
      whole.clone().resize(inside(400)).webp(webp).withXmp(xmp).toBuffer(),
    ]);
  }
  const { data, info } = await sharp(bytes).resize(inside(2048)).raw().toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  return Promise.all([
    sharp(data, raw).webp(webp).withXmp(xmp).toBuffer(),
    sharp(data, raw).resize(inside(400)).webp(webp).withXmp(xmp).toBuffer(),
  ]);
}

const work = task === "post-process" ? postProcess : derivatives;
const files = await work();
await Promise.all(files.map((file, index) => writeFile(`${output}-${index}`, file)));
let left = count;
const began = process.hrtime.bigint();
await Promise.all(Array.from({ length: atOnce }, async () => {
  while (left-- > 0) {
    await work();
  }
}));
console.log(JSON.stringify({ perSecond: count / (Number(process.hrtime.bigint() - began) / 1e9) }));
