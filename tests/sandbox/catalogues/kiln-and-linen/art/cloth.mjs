import { face, foldedLayer } from '../../drawing/parts.mjs';
import { Pen } from '../../drawing/pen.mjs';

function stack(layers, { ground, fringe }) {
  const pen = new Pen();
  const { x, width } = layers[0];
  pen.add(`<path d="M${x - 10} ${ground - 24}H${x + width + 20}L${x + width + 210} ${ground - 120}V${ground - 10}L${x + width} ${ground + 26}H${x + 10}Z" fill="#2b2620" opacity=".34" filter="${pen.blur(30)}"/>`);
  pen.add(`<path d="M${x} ${ground - 10}H${x + width}V${ground + 6}H${x}Z" fill="#120e0a" opacity=".55" filter="${pen.blur(8)}"/>`);
  layers.forEach((layer) => foldedLayer(pen, layer));
  if (fringe) {
    const top = layers.at(-1);
    for (let at = 12; at < top.width; at += 15) {
      const left = top.x + at;
      const sway = (at * 7) % 11 - 5;
      pen.add(`<path d="M${left} ${top.y + top.height - 8}q${sway} 40 ${sway / 2} 84" stroke="${fringe}" stroke-width="7" fill="none" stroke-linecap="round"/><path d="M${left - 2} ${top.y + top.height - 8}q${sway} 40 ${sway / 2} 84" stroke="#fff" stroke-width="2" opacity=".35" fill="none"/>`);
    }
  }
  return pen.svg();
}

export const throwBlanket = () => stack([0, 1, 2, 3].map((index) => ({
  x: 300 + (index % 2) * 3, y: 1130 - index * 112, width: 860, depth: 210, height: 108, skew: 190, colour: '#b4562f',
  stripes: [{ at: 0.12, size: 26, tint: '#efe2c8' }, { at: 0.18, size: 70, tint: '#8a3b1d' }, { at: 0.72, size: 26, tint: '#efe2c8' }, { at: 0.78, size: 70, tint: '#8a3b1d' }],
})), { ground: 1238, fringe: '#c56a42' });

export const teaTowels = () => stack(['#c8cfc4', '#f0ebdf', '#d9c3a0', '#f0ebdf'].map((colour, index) => ({
  x: 340 + (index * 5) % 8, y: 1120 - index * 66, width: 800, depth: 240, height: 62, skew: 200, colour,
  stripes: index % 2 === 1 ? [{ at: 0.1, size: 12, tint: '#4f6f7a' }, { at: 0.14, size: 12, tint: '#4f6f7a' }, { at: 0.18, size: 34, tint: '#4f6f7a' }, { at: 0.84, size: 12, tint: '#4f6f7a' }] : [],
})), { ground: 1182 });

export function cushion() {
  const pen = new Pen();
  const body = 'M330 420C470 372 640 400 800 398S1140 372 1270 420C1318 560 1290 700 1292 820S1320 1090 1270 1216C1130 1262 960 1236 800 1238S470 1262 330 1216C282 1090 308 940 308 820S282 560 330 420Z';
  pen.shadow(800, 1226, 470, 52);
  face(pen, body, '#d8cbb4', [1.2, 0.72]);
  pen.add(`<path d="${body}" fill="${pen.radial([[0, '#ffffff', 0.5], [0.5, '#ffffff', 0.12], [0.78, '#5b4a30', 0.05], [1, '#4a3a22', 0.4]], 700, 720, 690)}"/>`);
  const creases = ['M330 420C430 500 520 560 560 660', 'M1270 420C1190 500 1110 540 1060 640', 'M330 1216C420 1140 500 1100 560 1000', 'M1270 1216C1170 1150 1110 1090 1060 1000'];
  for (const path of creases) pen.add(`<path d="${path}" fill="none" stroke="#5b4a30" stroke-width="26" opacity=".2" stroke-linecap="round" filter="${pen.blur(16)}"/>`);
  const clip = pen.clip(body);
  for (const [index, y] of [640, 700, 940, 1000].entries()) pen.add(`<g clip-path="${clip}"><path d="M280 ${y}C520 ${y + 22} 1060 ${y + 22} 1330 ${y}" stroke="#7a4b30" stroke-width="${index % 3 === 0 ? 12 : 26}" fill="none" opacity=".82"/></g>`);
  pen.grain(body, { frequency: '.5 .03', colour: '#5b4527', strength: 0.26, threshold: 0.48 });
  pen.grain(body, { frequency: '.03 .5', colour: '#ffffff', strength: 0.3, threshold: 0.48, seed: 9 });
  pen.add(`<path d="${body}" fill="none" stroke="#a8977a" stroke-width="7"/><path d="${body}" fill="none" stroke="#fff" stroke-width="2" opacity=".5" transform="translate(-2 -2)"/>`);
  return pen.svg();
}
