import { tone } from '../../drawing/colour.mjs';
import { lathe } from '../../drawing/lathe.mjs';
import { face, tube } from '../../drawing/parts.mjs';
import { Pen } from '../../drawing/pen.mjs';

const plank = { frequency: '.05 .008', colour: '#4f341b', strength: 0.5, threshold: 0.5 };

export function birdHouse() {
  const pen = new Pen();
  pen.add(`<path d="M500 1260L930 1330 1260 1230 1240 1330 900 1380 520 1310Z" fill="#2b2620" opacity=".42" filter="${pen.blur(30)}"/>`);
  const front = 'M500 620L715 380L930 660V1330L500 1260Z';
  const side = 'M930 660L1150 590V1230L930 1330Z';
  face(pen, side, '#a9825a', [0.74, 0.52]);
  pen.grain(side, plank);
  face(pen, front, '#c8a375', [1.12, 0.86]);
  pen.grain(front, plank);
  for (const x of [605, 715, 824]) pen.add(`<path d="M${x} 420V${1260 + (x - 500) * 0.16}" stroke="#4f341b" stroke-width="5" opacity=".45"/>`);
  pen.add('<path d="M440 640L716 316 712 400 500 650V690Z" fill="#3a2918"/>');
  pen.add('<path d="M700 320L970 700L930 710L712 420L690 400Z" fill="#3a2918"/>');
  const left = 'M424 660L420 618L706 282L722 330Z';
  const right = 'M706 282L936 212L1222 560L1204 606L960 690L715 340Z';
  face(pen, right, '#5b6b66', [1.14, 0.7]);
  pen.grain(right, { frequency: '.02 .3', colour: '#1f2b29', strength: 0.4, threshold: 0.5 });
  face(pen, left, '#8a9a94', [1.1, 0.9]);
  pen.add('<path d="M706 282L960 690L956 728L700 330Z" fill="#2f3a37"/>');
  pen.add(`<circle cx="715" cy="790" r="94" fill="#8b6238"/><circle cx="715" cy="790" r="80" fill="${pen.radial([[0, '#120b06'], [0.7, '#241609'], [1, '#5b3d20']], 735, 815, 92)}"/>`);
  tube(pen, 'M716 984L690 1010', 34, '#b98a56', 0.3);
  return pen.svg();
}

export function trug() {
  const pen = new Pen();
  pen.shadow(800, 1210, 430, 96);
  tube(pen, 'M330 800C360 140 1240 140 1270 800', 46, '#7a5630', 0.3);
  const weave = (part) => tone(['#b98d58', '#a37744'][Math.floor(part * 22) % 2], 0.92 + 0.2 * Math.abs(Math.sin(part * 22 * Math.PI)));
  const body = lathe(pen, { cx: 800, tilt: 0.27, profile: [[780, 520], [792, 528], [860, 522], [1000, 484], [1130, 420], [1180, 396], [1192, 384]], colour: weave, gloss: 0.04, wall: 34, inside: '#7f5b34', fill: { depth: 150, colour: '#6b4a28' } });
  for (let stake = -13; stake <= 13; stake++) {
    const turn = (stake / 14) * (Math.PI / 2);
    for (let row = 0; row < 22; row++) {
      if ((row + stake) % 2 !== 0) continue;
      const y = 800 + row * 17.6;
      const r = body.radiusAt(y);
      const [x, drop] = [800 + Math.sin(turn) * r, Math.cos(turn) * r * 0.27];
      const size = Math.cos(turn) * 26 + 3;
      pen.add(`<ellipse cx="${x.toFixed(1)}" cy="${(y + drop).toFixed(1)}" rx="${size.toFixed(1)}" ry="9.5" fill="${tone('#c79b64', 0.62 + 0.5 * Math.cos(turn + 0.5))}" opacity=".9"/><ellipse cx="${x.toFixed(1)}" cy="${(y + drop + 7).toFixed(1)}" rx="${size.toFixed(1)}" ry="3" fill="#2e1c0a" opacity=".4"/>`);
    }
  }
  pen.add(`<path d="${body.path}" fill="${pen.linear([[0, '#1d1208', 0.5], [0.28, '#fff', 0.1], [0.6, '#1d1208', 0.06], [1, '#1d1208', 0.55]], 270, 0, 1330, 0)}" clip-path="${pen.clip('M0 800A800 150 0 0 0 1600 800V1600H0Z')}"/>`);
  tube(pen, 'M276 786A524 141 0 0 0 1324 786', 40, '#9a7140', 0.25);
  return pen.svg();
}
