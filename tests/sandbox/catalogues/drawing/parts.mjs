import { tone } from './colour.mjs';

/** A round bar along a path: handles, wires, spouts, stalks. */
export function tube(pen, path, width, colour, gloss = 0.5) {
  const stroke = (size, tint, move = '', extra = '') => pen.add(`<path d="${path}" fill="none" stroke="${tint}" stroke-width="${size}" stroke-linecap="round" stroke-linejoin="round"${move}${extra}/>`);
  const shift = (part) => ` transform="translate(${(-width * part).toFixed(2)} ${(-width * part).toFixed(2)})"`;
  stroke(width, tone(colour, 0.52));
  stroke(width * 0.82, tone(colour, 0.74), shift(0.05));
  stroke(width * 0.58, tone(colour, 0.98), shift(0.1), ` filter="${pen.blur(width * 0.07)}"`);
  return stroke(width * 0.18, '#ffffff', shift(0.17), ` opacity="${gloss}" filter="${pen.blur(width * 0.06)}"`);
}

/** A flat face of something solid, lit from one corner to the other. */
export function face(pen, path, colour, [from, to] = [1.08, 0.86], [x1, y1, x2, y2] = [0, 0, 1, 1]) {
  return pen.add(`<path d="${path}" fill="${pen.linear([[0, tone(colour, from)], [1, tone(colour, to)]], x1, y1, x2, y2, 'objectBoundingBox')}"/>`);
}

/** One thickness of folded cloth, front edge towards us: the fold is round at the left and open at the right. */
export function foldedLayer(pen, { x, y, width, depth, height, skew, colour, stripes = [] }) {
  const front = `M${x + height / 2} ${y}H${x + width}Q${x + width + 8} ${y + height / 2} ${x + width} ${y + height}H${x + height / 2}Q${x - height * 0.18} ${y + height} ${x - height * 0.18} ${y + height / 2}T${x + height / 2} ${y}Z`;
  const topFace = `M${x + height / 2} ${y + 1}L${x + skew + height / 2} ${y - depth}H${x + width + skew - 12}Q${x + width + skew} ${y - depth} ${x + width + skew - 6} ${y - depth + 10}L${x + width} ${y + 1}Z`;
  face(pen, topFace, colour, [1.2, 0.95]);
  const side = `M${x + width - 6} ${y}L${x + width + skew - 8} ${y - depth + 2}Q${x + width + skew + 6} ${y - depth + height / 2} ${x + width + skew - 8} ${y - depth + height - 4}L${x + width - 6} ${y + height - 2}Z`;
  face(pen, side, colour, [0.74, 0.5], [0, 0, 0, 1]);
  const clip = pen.clip(`${topFace}${front}`);
  face(pen, front, colour, [0.98, 0.6], [0, 0, 0, 1]);
  for (const { at, size, tint } of stripes) {
    const left = x + width * at;
    const slant = skew * 0.98;
    pen.add(`<g clip-path="${clip}"><path d="M${left} ${y + height}V${y}L${left + slant} ${y - depth}h${size}L${left + size} ${y}V${y + height}Z" fill="${tint}" opacity=".86"/></g>`);
  }
  pen.add(`<path d="${front}" fill="${pen.linear([[0, '#ffffff', 0.24], [0.35, '#ffffff', 0], [1, '#100c08', 0.42]], 0, y, 0, y + height)}"/>`);
  pen.grain(`${topFace}${front}`, { frequency: '.32 .5', strength: 0.22, threshold: 0.46, seed: 7 });
  return { front, topFace };
}

/** Numbers that look random and are the same on every run. */
export function dice(seed) {
  let state = seed * 2654435761 % 4294967296;
  return (from, to) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return from + (to - from) * (state / 4294967296);
  };
}
