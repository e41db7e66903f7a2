import { dipped, lathe } from '../../drawing/lathe.mjs';
import { tube } from '../../drawing/parts.mjs';
import { Pen } from '../../drawing/pen.mjs';

export function tableLamp() {
  const pen = new Pen();
  pen.shadow(800, 1400, 190, 42);
  lathe(pen, { cx: 800, tilt: 0.16, profile: [[700, 18], [860, 18]], colour: '#b08d57', gloss: 0.9 });
  const base = lathe(pen, { cx: 800, tilt: 0.18, profile: [[850, 40], [870, 70], [960, 180], [1080, 232], [1220, 218], [1340, 166], [1385, 150]], colour: '#5f7468', gloss: 0.5, lid: '#6f8578' });
  pen.grain(base.path, { frequency: '.09', colour: '#20302a', strength: 0.4, threshold: 0.64, contrast: 18 });
  pen.add(`<ellipse cx="800" cy="760" rx="330" ry="42" fill="#6b5334" opacity=".5"/>`);
  const shade = lathe(pen, { cx: 800, tilt: 0.13, profile: [[290, 236], [300, 240], [740, 392], [752, 394]], colour: (part) => (part < 0.02 || part > 0.98 ? '#d9c6a2' : '#f3e6cc'), gloss: 0.05, wall: 8, inside: '#fff2d2' });
  pen.grain(shade.path, { frequency: '.02 .5', colour: '#8b6b3d', strength: 0.2, threshold: 0.48 });
  pen.add(`<path d="${shade.path}" fill="${pen.radial([[0, '#ffe9b8', 0.75], [0.7, '#ffe2a6', 0.2], [1, '#ffe2a6', 0]], 780, 640, 430)}"/>`);
  return pen.svg();
}

export function pendantLamp() {
  const pen = new Pen();
  tube(pen, 'M800 0V520', 12, '#35312c', 0.3);
  lathe(pen, { cx: 800, tilt: 0.14, profile: [[500, 34], [510, 38], [590, 42], [600, 40]], colour: '#b08d57', gloss: 0.9, lid: '#c9a66c' });
  pen.add(`<ellipse cx="800" cy="1042" rx="520" ry="96" fill="${pen.linear([[0, '#8f6a48'], [0.5, '#f7ddb0'], [1, '#f0cf9a']], 280, 0, 1320, 0)}"/>`);
  pen.add(`<ellipse cx="800" cy="1062" rx="120" ry="42" fill="#fff8e6" filter="${pen.blur(14)}"/>`);
  const dome = lathe(pen, { cx: 800, tilt: 0.035, profile: [[592, 60], [604, 110], [660, 230], [780, 380], [920, 480], [1030, 520], [1044, 521]], colour: dipped('#c56b4a', '#c56b4a', 0.5), gloss: 0.3, lid: '#c56b4a' });
  pen.grain(dome.path, { frequency: '.09', colour: '#552312', strength: 0.4, threshold: 0.66, contrast: 20 });
  return pen.svg();
}

export function pillarCandles() {
  const pen = new Pen();
  const candle = (cx, top, bottom, r, colour) => {
    pen.shadow(cx, bottom, r, r * 0.22);
    const body = lathe(pen, { cx, tilt: 0.22, profile: [[top, r - 6], [top + 10, r], [bottom - 12, r], [bottom, r - 6]], colour, gloss: 0.12, lid: colour });
    pen.grain(body.path, { frequency: '.012 .02', colour: '#7d6437', strength: 0.12, threshold: 0.5, contrast: 4 });
    pen.add(`<ellipse cx="${cx}" cy="${top + 4}" rx="${r * 0.62}" ry="${r * 0.13}" fill="#8d7243" opacity=".22" filter="${pen.blur(8)}"/>`);
    tube(pen, `M${cx} ${top + 4}C${cx - 3} ${top - 22} ${cx + 8} ${top - 36} ${cx + 6} ${top - 50}`, 9, '#4b3d2c', 0.1);
  };
  candle(640, 420, 1190, 150, '#e9d3a2');
  candle(985, 640, 1220, 150, '#f1e4c6');
  candle(800, 900, 1300, 150, '#dcae74');
  return pen.svg();
}

export function jarCandle() {
  const pen = new Pen();
  pen.shadow(800, 1240, 300, 68);
  const body = lathe(pen, { cx: 800, tilt: 0.21, profile: [[600, 318], [612, 324], [900, 322], [1160, 312], [1215, 288], [1225, 280]], colour: '#3b3733', gloss: 0.3, wall: 16, inside: '#5a544c', fill: { depth: 24, colour: '#f2e7cf' } });
  pen.grain(body.path, { frequency: '.09', colour: '#c9bda8', strength: 0.4, threshold: 0.66, contrast: 20 });
  tube(pen, 'M800 622C797 596 808 572 804 552', 10, '#5b4a35', 0.1);
  pen.add('<path d="M600 860H1000V1080H600Z" fill="#f0e8da"/>');
  pen.add(`<path d="M600 860H1000V1080H600Z" fill="${pen.linear([[0, '#000', 0.2], [0.35, '#fff', 0.2], [1, '#000', 0.26]], 600, 0, 1000, 0)}"/>`);
  pen.add('<g fill="#4b4238" font-family="Georgia, serif" text-anchor="middle"><text x="800" y="948" font-size="46" letter-spacing="3">Hearth</text><text x="800" y="1002" font-size="25">cedar, smoke and clove</text><text x="800" y="1046" font-size="22">Kiln &amp; Linen</text></g>');
  return pen.svg();
}
