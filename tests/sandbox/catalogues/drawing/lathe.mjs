import { channels, hexOf, mix, tone } from './colour.mjs';

const light = [-0.52, -0.55, 0.65];
const stops = 17;
const bands = 96;

/**
 * A turned form seen slightly from above, lit from the upper left. It is drawn as thin bands, each shaded by the direction its surface faces.
 * @param {import('./pen.mjs').Pen} pen
 * @param {{cx: number, profile: [number, number][], tilt?: number, colour: string|((part: number, y: number) => string), gloss?: number,
 *   wall?: number, inside?: string, fill?: {depth: number, colour: string}, lid?: string, translucent?: number}} form
 *   `profile`: [y, radius] from top to bottom; `wall`: thickness of an open rim; `lid`: colour of a closed top
 * @returns {{path: string, radiusAt: (y: number) => number}} outline, for grain and decoration
 */
export function lathe(pen, { cx, profile, tilt = 0.2, colour, gloss = 0.25, wall = 0, inside, fill, lid, translucent = 1 }) {
  const curve = smooth(profile, bands);
  const colourAt = typeof colour === 'string' ? () => colour : colour;
  const [top] = curve;
  const path = outline(cx, curve, tilt);
  const insideColour = inside ?? colourAt(0, top[0]);
  pen.add(`<g opacity="${translucent}">`);
  if (lid) pen.add(ellipse(cx, top[0], top[1], tilt, pen.linear([[0, tone(lid, 1.25)], [0.5, lid], [1, tone(lid, 0.82)]], cx - top[1], 0, cx + top[1], 0)));
  curve.slice(0, -1).forEach(([y, r], index) => {
    const [nextY, nextR] = curve[index + 1];
    const slope = (nextR - r) / Math.max(0.5, nextY - y);
    const fillUrl = pen.linear(shades(colourAt(index / bands, y), slope, gloss), 0, 0, 1, 0, 'objectBoundingBox');
    pen.add(`<path d="M${n(cx - r)} ${n(y)}A${n(r)} ${n(r * tilt)} 0 0 0 ${n(cx + r)} ${n(y)}L${n(cx + nextR)} ${n(nextY + 3)}A${n(nextR)} ${n(nextR * tilt)} 0 0 1 ${n(cx - nextR)} ${n(nextY + 3)}Z" fill="${fillUrl}"/>`);
  });
  if (wall > 0) opening(pen, cx, top, tilt, wall, insideColour, colourAt(0, top[0]), fill);
  pen.add('</g>');
  return { path, radiusAt: (y) => curve.reduce((best, point) => (Math.abs(point[0] - y) < Math.abs(best[0] - y) ? point : best))[1] };
}

function opening(pen, cx, [y, r], tilt, wall, inside, rim, fill) {
  const inner = r - wall;
  const innerPath = `M${n(cx - inner)} ${n(y)}A${n(inner)} ${n(inner * tilt)} 0 1 0 ${n(cx + inner)} ${n(y)}A${n(inner)} ${n(inner * tilt)} 0 1 0 ${n(cx - inner)} ${n(y)}Z`;
  pen.add(ellipse(cx, y, r, tilt, pen.linear([[0, tone(rim, 1.12)], [0.35, tone(rim, 1.4)], [1, tone(rim, 0.86)]], cx - r, 0, cx + r, 0)));
  pen.add(`<path d="${innerPath}" fill="${pen.linear([[0, tone(inside, 0.5)], [0.45, tone(inside, 0.72)], [1, tone(inside, 1.02)]], cx - inner, 0, cx + inner, 0)}"/>`);
  pen.add(`<path d="${innerPath}" fill="${pen.linear([[0, '#000000', 0.32], [0.7, '#000000', 0.02], [1, '#ffffff', 0.12]], 0, y - inner * tilt, 0, y + inner * tilt)}"/>`);
  if (!fill) return;
  const level = y + fill.depth;
  pen.add(`<g clip-path="${pen.clip(innerPath)}">${ellipse(cx, level, inner * 0.985, tilt, pen.linear([[0, tone(fill.colour, 0.78)], [0.55, fill.colour], [1, tone(fill.colour, 1.12)]], cx - inner, 0, cx + inner, 0))}</g>`);
}

function shades(base, slope, gloss) {
  const down = slope / Math.hypot(1, slope);
  const flat = 1 / Math.hypot(1, slope);
  return Array.from({ length: stops }, (_, index) => {
    const place = index / (stops - 1);
    const across = place * 2 - 1;
    const normal = [across * flat, -down, Math.sqrt(Math.max(0, 1 - across * across)) * flat];
    const facing = Math.max(0, normal[0] * light[0] + normal[1] * light[1] + normal[2] * light[2]);
    const bounce = Math.max(0, normal[0] - 0.72) * 0.34 + Math.max(0, -normal[1]) * 0.02 + Math.max(0, normal[1]) * 0.1;
    const lit = tone(base, 0.46 + facing * 0.62 + bounce);
    const shine = gloss * Math.max(0, normal[0] * -0.4 + normal[1] * -0.28 + normal[2] * 0.87) ** 26;
    return [Number(place.toFixed(3)), mix(lit, '#ffffff', Math.min(0.92, shine))];
  });
}

/** A curve through the profile, sampled evenly. Tangents are as long as their own span, so close points make a crisp edge. */
function smooth(profile, count) {
  const points = [profile[0], ...profile, profile.at(-1)];
  const spans = profile.length - 1;
  return Array.from({ length: count + 1 }, (_, index) => {
    const place = (index / count) * spans;
    const span = Math.min(spans - 1, Math.floor(place));
    const t = place - span;
    const [a, b, c, d] = points.slice(span, span + 4);
    const length = Math.hypot(c[0] - b[0], c[1] - b[1]);
    const leave = along(a, c, length);
    const arrive = along(b, d, length);
    return [0, 1].map((axis) => (2 * t ** 3 - 3 * t * t + 1) * b[axis] + (t ** 3 - 2 * t * t + t) * leave[axis] + (3 * t * t - 2 * t ** 3) * c[axis] + (t ** 3 - t * t) * arrive[axis]);
  });
}

function along(from, to, length) {
  const distance = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [0, 1].map((axis) => ((to[axis] - from[axis]) / distance) * length);
}

function outline(cx, curve, tilt) {
  const right = curve.map(([y, r]) => `L${n(cx + r)} ${n(y)}`).join('').replace('L', 'M');
  const left = [...curve].reverse().map(([y, r]) => `L${n(cx - r)} ${n(y)}`).join('');
  const [, topR] = curve[0];
  const [bottomY, bottomR] = curve.at(-1);
  return `${right}A${n(bottomR)} ${n(bottomR * tilt)} 0 0 1 ${n(cx - bottomR)} ${n(bottomY)}${left}A${n(topR)} ${n(topR * tilt)} 0 0 1 ${n(cx + topR)} ${n(curve[0][0])}Z`;
}

function ellipse(cx, cy, r, tilt, fill) {
  return `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(r)}" ry="${n(r * tilt)}" fill="${fill}"/>`;
}

const n = (value) => Number(value.toFixed(2));

/** A straight-sided colour change with a soft edge, for dipped glazes and bands. */
export function dipped(upper, lower, at, softness = 0.02) {
  return (part) => {
    const place = Math.max(0, Math.min(1, (part - at) / softness + 0.5));
    return hexOf(channels(upper).map((value, index) => value + (channels(lower)[index] - value) * place));
  };
}
