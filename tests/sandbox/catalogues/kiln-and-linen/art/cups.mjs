import { dipped, lathe } from '../../drawing/lathe.mjs';
import { tube } from '../../drawing/parts.mjs';
import { Pen } from '../../drawing/pen.mjs';

const speckle = { frequency: '.09', colour: '#4a3523', strength: 0.55, threshold: 0.66, contrast: 22 };

export function mug() {
  const pen = new Pen();
  pen.shadow(760, 1230, 262, 62);
  tube(pen, 'M1050 700C1320 640 1330 1070 1020 1070', 62, '#e3d8c4', 0.35);
  const body = lathe(pen, { cx: 760, tilt: 0.2, profile: [[560, 318], [575, 322], [760, 318], [980, 308], [1130, 292], [1195, 262], [1215, 240]], colour: dipped('#e9dfcd', '#b98d67', 0.86, 0.012), gloss: 0.34, wall: 17, inside: '#efe7d8' });
  pen.grain(body.path, speckle);
  return pen.svg();
}

export function espressoCup() {
  const pen = new Pen();
  pen.shadow(790, 1215, 350, 92);
  lathe(pen, { cx: 790, tilt: 0.26, profile: [[1128, 450], [1140, 452], [1165, 400], [1195, 290], [1205, 280]], colour: '#31444b', gloss: 0.5, lid: '#3d525a' });
  pen.add(`<ellipse cx="790" cy="1140" rx="270" ry="66" fill="#16242a" opacity=".42" filter="${pen.blur(14)}"/>`);
  tube(pen, 'M985 850C1175 800 1170 1030 960 1020', 44, '#34474e', 0.5);
  const cup = lathe(pen, { cx: 790, tilt: 0.22, profile: [[740, 232], [750, 236], [900, 226], [1040, 186], [1110, 138], [1130, 132]], colour: '#31444b', gloss: 0.6, wall: 13, inside: '#e8dfd0', fill: { depth: 20, colour: '#6b4124' } });
  pen.grain(cup.path, { ...speckle, colour: '#cfd9da', strength: 0.35 });
  return pen.svg();
}

export function jug() {
  const pen = new Pen();
  pen.shadow(760, 1300, 262, 58);
  tube(pen, 'M975 560C1270 520 1290 930 1000 1000', 56, '#f1ede4', 0.45);
  const body = lathe(pen, { cx: 760, tilt: 0.19, profile: [[430, 200], [440, 204], [560, 190], [760, 250], [960, 300], [1130, 292], [1250, 240], [1280, 222]], colour: dipped('#f1ede4', '#4f6f7a', 0.62, 0.01), gloss: 0.5, wall: 13, inside: '#e7e1d4' });
  pen.add(`<path d="M610 402C560 390 500 398 462 416C500 446 548 486 574 520C566 470 574 430 610 402Z" fill="${pen.linear([[0, '#fbf9f4'], [1, '#cfc7b8']], 480, 400, 600, 480)}"/>`);
  pen.grain(body.path, { ...speckle, strength: 0.3 });
  return pen.svg();
}

export function storageJar() {
  const pen = new Pen();
  pen.shadow(800, 1270, 310, 68);
  const body = lathe(pen, { cx: 800, tilt: 0.2, profile: [[560, 300], [575, 318], [620, 332], [900, 336], [1160, 328], [1230, 304], [1255, 290]], colour: '#d9d2c3', gloss: 0.22 });
  pen.grain(body.path, { ...speckle, strength: 0.42 });
  const lid = lathe(pen, { cx: 800, tilt: 0.2, profile: [[505, 318], [512, 324], [560, 324], [572, 316]], colour: '#b98550', gloss: 0.14, lid: '#c9965f' });
  pen.grain(lid.path, { frequency: '.006 .11', colour: '#5b3514', strength: 0.5, threshold: 0.5 });
  pen.add(`<ellipse cx="806" cy="504" rx="74" ry="18" fill="#3a2410" opacity=".4" filter="${pen.blur(9)}"/>`);
  const knob = lathe(pen, { cx: 800, tilt: 0.22, profile: [[424, 22], [432, 50], [458, 58], [486, 38], [502, 42]], colour: '#b98550', gloss: 0.2, lid: '#d3a36c' });
  pen.grain(knob.path, { frequency: '.008 .14', colour: '#5b3514', strength: 0.4, threshold: 0.5 });
  return pen.svg();
}
