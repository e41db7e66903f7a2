import { tone } from '../../drawing/colour.mjs';
import { lathe } from '../../drawing/lathe.mjs';
import { face, tube } from '../../drawing/parts.mjs';
import { Pen } from '../../drawing/pen.mjs';

const ash = { frequency: '.12 .006', colour: '#6b4420', strength: 0.4, threshold: 0.5 };

/** Draws a hand tool standing up along x = 800 and lays it down diagonally, with the shadow of a lying thing. */
function lying(draw, outline) {
  const pen = new Pen();
  const turn = 'rotate(38 800 800)';
  pen.add(`<g transform="translate(16 34)"><path d="${outline}" transform="${turn}" fill="#2b2620" opacity=".3" filter="${pen.blur(24)}"/></g><g transform="translate(5 10)"><path d="${outline}" transform="${turn}" fill="#120e0a" opacity=".4" filter="${pen.blur(8)}"/></g>`);
  pen.group(turn, () => draw(pen));
  return pen.svg();
}

function handle(pen, top, bottom) {
  const middle = (top + bottom) / 2;
  const body = lathe(pen, { cx: 800, tilt: 0.1, profile: [[top, 30], [top + 14, 42], [top + 70, 48], [middle, 56], [bottom - 90, 46], [bottom - 30, 54], [bottom, 30]], colour: '#c99a62', gloss: 0.3, lid: '#d9b283' });
  pen.grain(body.path, ash);
  lathe(pen, { cx: 800, tilt: 0.12, profile: [[top - 96, 27], [top - 90, 30], [top + 18, 38], [top + 24, 36]], colour: '#b9892f', gloss: 0.9 });
  pen.add(`<path d="M786 ${bottom - 46}h28" stroke="#5a3a1a" stroke-width="9" stroke-linecap="round"/>`);
  tube(pen, `M800 ${bottom - 44}C760 ${bottom + 60} 790 ${bottom + 130} 830 ${bottom + 90}S830 ${bottom} 802 ${bottom - 40}`, 10, '#7a4b2a', 0.2);
}

export function trowel() {
  const blade = 'M800 120C850 176 906 280 908 420C908 520 878 590 836 616H764C722 590 692 520 692 420C694 280 750 176 800 120Z';
  return lying((pen) => {
    tube(pen, 'M800 590V800', 34, '#a9aeb0', 0.8);
    face(pen, blade, '#c3c8ca', [1.2, 0.62], [0, 0, 1, 0.3]);
    pen.add(`<path d="M800 120C850 176 906 280 908 420C908 520 878 590 836 616H800Z" fill="${pen.linear([[0, '#20262a', 0.34], [0.5, '#20262a', 0.06], [1, '#ffffff', 0.5]], 800, 0, 910, 0)}"/>`);
    pen.add(`<path d="M800 150C770 240 776 480 790 600" stroke="#fff" stroke-width="16" opacity=".6" fill="none" filter="${pen.blur(8)}"/>`);
    pen.grain(blade, { frequency: '.4 .01', colour: '#3a4246', strength: 0.16, threshold: 0.5 });
    handle(pen, 840, 1420);
  }, `${blade}M770 610H830V840H850V1420H750V840H770Z`);
}

export function handFork() {
  const steel = '#aab0b3';
  const outer = 'M690 170C676 360 690 500 790 560';
  return lying((pen) => {
    tube(pen, 'M800 540V800', 34, steel, 0.8);
    tube(pen, outer, 34, steel, 0.8);
    tube(pen, 'M910 170C924 360 910 500 810 560', 34, steel, 0.8);
    tube(pen, 'M800 130V560', 34, steel, 0.8);
    handle(pen, 840, 1420);
  }, 'M670 170H712C700 380 720 500 780 530V130H820V530C880 500 900 380 888 170H930C944 400 900 560 830 590V840H850V1420H750V840H770V590C700 560 656 400 670 170Z');
}

export function dibber() {
  return lying((pen) => {
    const shaft = lathe(pen, { cx: 800, tilt: 0.08, profile: [[420, 52], [440, 60], [900, 56], [1010, 54]], colour: '#c99a62', gloss: 0.25 });
    pen.grain(shaft.path, ash);
    for (let mark = 0; mark < 5; mark++) pen.add(`<path d="M742 ${560 + mark * 92}A58 6 0 0 0 858 ${560 + mark * 92}" stroke="#5a3a1a" stroke-width="5" fill="none" opacity=".8"/>`);
    lathe(pen, { cx: 800, tilt: 0.08, profile: [[1000, 56], [1012, 58], [1160, 50], [1330, 24], [1400, 5]], colour: '#b9bec1', gloss: 0.9 });
    const grip = lathe(pen, { cx: 800, tilt: 0.12, profile: [[250, 70], [262, 104], [320, 130], [380, 104], [430, 58]], colour: '#c99a62', gloss: 0.35, lid: '#dab384' });
    pen.grain(grip.path, ash);
  }, 'M690 250H910L860 430V1000L805 1410H795L740 1000V430Z');
}

export function twine() {
  const pen = new Pen();
  pen.shadow(800, 1240, 270, 62);
  const disc = (y) => pen.grain(lathe(pen, { cx: 800, tilt: 0.22, profile: [[y, 292], [y + 6, 298], [y + 44, 298], [y + 50, 292]], colour: '#c08d55', gloss: 0.15, lid: '#d2a570' }).path, { frequency: '.008 .1', colour: '#5b3514', strength: 0.45, threshold: 0.5 });
  disc(1180);
  const body = lathe(pen, { cx: 800, tilt: 0.22, profile: [[470, 220], [500, 248], [800, 262], [1150, 250], [1186, 224]], colour: (part) => tone('#7f8f4f', 0.86 + 0.26 * Math.abs(Math.sin(part * 96))), gloss: 0.05 });
  for (let turn = 0; turn < 34; turn++) {
    const y = 500 + turn * 20;
    const r = body.radiusAt(y);
    pen.add(`<path d="M${800 - r} ${y - 6}A${r} ${r * 0.22} 0 0 0 ${800 + r} ${y + 8}" fill="none" stroke="#39431c" stroke-width="4" opacity=".5"/>`);
  }
  pen.grain(body.path, { frequency: '.3 .12', colour: '#2f3816', strength: 0.4, threshold: 0.5 });
  disc(440);
  pen.add('<ellipse cx="800" cy="441" rx="46" ry="11" fill="#2e1a0a"/>');
  tube(pen, 'M1040 900C1120 960 1150 1120 1120 1200S1180 1290 1260 1262', 15, '#8b9a58', 0.15);
  return pen.svg();
}
