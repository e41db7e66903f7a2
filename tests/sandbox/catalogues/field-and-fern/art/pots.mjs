import { tone } from '../../drawing/colour.mjs';
import { lathe } from '../../drawing/lathe.mjs';
import { dice, tube } from '../../drawing/parts.mjs';
import { Pen } from '../../drawing/pen.mjs';

const clay = { frequency: '.03 .05', colour: '#6b2f16', strength: 0.24, threshold: 0.5, contrast: 5 };

function frond(pen, { x, y, angle, length, bend, colour }) {
  const steps = 20;
  let heading = angle;
  let [px, py] = [x, y];
  const stalk = [`M${px.toFixed(1)} ${py.toFixed(1)}`];
  for (let index = 1; index <= steps; index++) {
    heading += bend / steps;
    px += Math.cos(heading) * (length / steps);
    py += Math.sin(heading) * (length / steps);
    stalk.push(`L${px.toFixed(1)} ${py.toFixed(1)}`);
    if (index < 4) continue;
    const size = length * 0.17 * Math.sin(Math.PI * (0.16 + 0.84 * (1 - index / (steps + 2)))) ** 0.8;
    for (const side of [-1, 1]) {
      const turn = ((heading + side * 1.05) * 180) / Math.PI;
      const tint = tone(colour, side < 0 ? 1.1 : 0.78);
      pen.add(`<path d="M0 0C${size * 0.35} ${-size * 0.2} ${size * 0.8} ${-size * 0.12} ${size} 0C${size * 0.7} ${size * 0.14} ${size * 0.3} ${size * 0.12} 0 0Z" transform="translate(${px.toFixed(1)} ${py.toFixed(1)}) rotate(${turn.toFixed(1)})" fill="${tint}"/>`);
    }
  }
  pen.add(`<path d="${stalk.join('')}" fill="none" stroke="${tone(colour, 0.6)}" stroke-width="5" stroke-linecap="round"/>`);
}

function fern(pen, cx, y, reach, seed) {
  const roll = dice(seed);
  const fronds = Array.from({ length: 15 }, (_, index) => ({ spread: (index / 14) * 2 - 1, index }));
  for (const { spread } of fronds.sort((left, right) => Math.abs(right.spread) - Math.abs(left.spread))) {
    const colour = ['#3f6b35', '#4f7f3f', '#2f5630', '#679548'][Math.floor(roll(0, 4))];
    frond(pen, { x: cx + spread * 60, y, angle: -Math.PI / 2 + spread * 0.85, length: reach * roll(0.78, 1.02) * (1 - Math.abs(spread) * 0.18), bend: spread * roll(1.1, 1.7), colour });
  }
}

function pot(pen, { cx = 800, top, bottom, rim, foot, colour, fill }) {
  const lip = (bottom - top) * 0.2;
  const body = lathe(pen, { cx, tilt: 0.2, profile: [[top + lip - 12, rim * 0.93], [top + lip, rim * 0.925], [bottom - 12, foot + 4], [bottom, foot - 6]], colour, gloss: 0.06 });
  pen.grain(body.path, clay);
  pen.add(`<path d="M${cx - rim * 0.92} ${top + lip}A${rim * 0.92} ${rim * 0.19} 0 0 0 ${cx + rim * 0.92} ${top + lip}v16A${rim * 0.92} ${rim * 0.19} 0 0 1 ${cx - rim * 0.92} ${top + lip + 16}Z" fill="#2a0f05" opacity=".4" filter="${pen.blur(7)}"/>`);
  const collar = lathe(pen, { cx, tilt: 0.2, profile: [[top, rim - 3], [top + 8, rim], [top + lip - 8, rim * 0.985], [top + lip, rim * 0.96]], colour, gloss: 0.06, wall: rim * 0.07, inside: tone(colour, 0.8), fill });
  pen.grain(collar.path, clay);
}

export function longTom() {
  const pen = new Pen();
  pen.shadow(800, 1310, 330, 72);
  const saucer = lathe(pen, { cx: 800, tilt: 0.22, profile: [[1252, 330], [1258, 334], [1300, 308], [1308, 302]], colour: '#b5653c', gloss: 0.06, wall: 16, inside: '#8f4a29' });
  pen.grain(saucer.path, clay);
  pot(pen, { top: 470, bottom: 1262, rim: 340, foot: 222, colour: '#c06f45', fill: { depth: 44, colour: '#3b2a1f' } });
  return pen.svg();
}

export function pottedFern() {
  const pen = new Pen();
  pen.shadow(800, 1370, 230, 52);
  pot(pen, { top: 930, bottom: 1350, rim: 282, foot: 196, colour: '#c27a50', fill: { depth: 18, colour: '#36271d' } });
  fern(pen, 800, 935, 640, 11);
  return pen.svg();
}

export function glazedPlanter() {
  const pen = new Pen();
  pen.shadow(800, 1270, 360, 78);
  const body = lathe(pen, { cx: 800, tilt: 0.21, profile: [[640, 440], [652, 450], [690, 446], [760, 438], [980, 420], [1160, 360], [1240, 320], [1252, 312]], colour: (part) => (part < 0.1 ? '#9fb7a6' : '#2f6b66'), gloss: 0.7, wall: 30, inside: '#28544f', fill: { depth: 40, colour: '#33261c' } });
  pen.grain(body.path, { frequency: '.012 .06', colour: '#0d2f33', strength: 0.4, threshold: 0.5, contrast: 5 });
  return pen.svg();
}

export function enamelBucket() {
  const pen = new Pen();
  pen.shadow(800, 1300, 290, 62);
  tube(pen, 'M400 690C420 170 1180 170 1200 690', 15, '#7d8488', 0.8);
  lathe(pen, { cx: 800, tilt: 0.2, profile: [[660, 404], [668, 412], [682, 406], [980, 346], [1270, 288], [1280, 292], [1292, 284]], colour: (part) => (part < 0.36 || part > 0.86 ? '#24466b' : '#f3f1ea'), gloss: 0.75, wall: 16, inside: '#ece9e0' });
  for (const x of [402, 1198]) lathe(pen, { cx: x, tilt: 0.3, profile: [[690, 20], [700, 26], [728, 26], [740, 18]], colour: '#7d8488', gloss: 0.8, lid: '#9aa1a5' });
  tube(pen, 'M690 312C760 294 840 294 910 312', 40, '#b98550', 0.3);
  return pen.svg();
}
