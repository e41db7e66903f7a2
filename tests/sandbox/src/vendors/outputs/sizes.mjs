const longSides = { '512': 512, '1k': 1024, '2k': 2048, '4k': 4096 };
const named = { square: '1:1', square_hd: '1:1', portrait_4_3: '3:4', portrait_3_2: '2:3', portrait_16_9: '9:16', landscape_4_3: '4:3', landscape_3_2: '3:2', landscape_16_9: '16:9', landscape_21_9: '21:9' };

/**
 * Width and height of what is asked for. @param {string|undefined} ratio 16:9, 1280x720, or a name such as landscape_16_9
 * @returns {{width: number, height: number}|null} null for a ratio that is left to the vendor
 */
export function pictureSize(ratio, resolution) {
  const [width, height, exact] = parts(ratio);
  if (!width) return null;
  if (exact) return { width, height };
  const longest = longSides[String(resolution ?? '1K').toLowerCase()] ?? 1024;
  return even(width, height, longest / Math.max(width, height));
}

/** The same for videos, whose resolutions name the short side. */
export function filmSize(ratio, resolution) {
  const [width, height, exact] = parts(ratio);
  if (!width) return null;
  if (exact) return { width, height };
  const shortest = Math.min(1080, Number.parseInt(resolution ?? '', 10) || 720);
  return even(width, height, shortest / Math.min(width, height));
}

/** A film as large as a picture of any size suggests. */
export const filmSizeLike = ({ width, height }, resolution) => filmSize(`${width}:${height}`, resolution);

function parts(ratio) {
  const text = Object.hasOwn(named, ratio ?? '') ? named[ratio] : String(ratio ?? '');
  const match = /^(\d+(?:\.\d+)?)([:x*])(\d+(?:\.\d+)?)$/.exec(text);
  if (!match) return [];
  const [width, height] = [Number(match[1]), Number(match[3])];
  return [width, height, match[2] !== ':' || Math.min(width, height) > 100];
}

// Encoders of video take even sizes only.
function even(width, height, scale) {
  const side = (length) => Math.max(16, 2 * Math.round((length * scale) / 2));
  return { width: side(width), height: side(height) };
}
