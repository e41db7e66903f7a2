import { lathe } from '../../drawing/lathe.mjs';
import { face, tube } from '../../drawing/parts.mjs';
import { Pen } from '../../drawing/pen.mjs';

export function wateringCan() {
  const pen = new Pen();
  const green = '#4f6b4a';
  pen.shadow(880, 1250, 320, 70);
  tube(pen, 'M1130 690C1460 640 1440 1090 1160 1120', 40, green, 0.6);
  tube(pen, 'M660 1080C520 1040 400 760 300 560', 66, green, 0.6);
  const rose = (draw) => pen.group('rotate(-34 285 530)', draw);
  rose(() => {
    lathe(pen, { cx: 285, tilt: 0.3, profile: [[430, 118], [442, 120], [520, 52], [570, 36]], colour: '#b0893f', gloss: 0.9, lid: '#d3b06a' });
    for (let ring = 1; ring <= 3; ring++) {
      for (let hole = 0; hole < ring * 7; hole++) {
        const turn = (hole / (ring * 7)) * Math.PI * 2;
        pen.add(`<ellipse cx="${(285 + Math.cos(turn) * ring * 32).toFixed(1)}" cy="${(430 + Math.sin(turn) * ring * 9.6).toFixed(1)}" rx="5" ry="2.2" fill="#4a3612"/>`);
      }
    }
  });
  const body = lathe(pen, { cx: 880, tilt: 0.2, profile: [[640, 288], [650, 300], [672, 296], [690, 302], [1170, 326], [1196, 336], [1222, 332], [1232, 322]], colour: green, gloss: 0.62, wall: 10, inside: '#33472f' });
  pen.grain(body.path, { frequency: '.02 .03', colour: '#1d2b1a', strength: 0.14, threshold: 0.5 });
  tube(pen, 'M640 640C660 380 1060 360 1130 650', 36, green, 0.6);
  tube(pen, 'M650 860L470 790', 15, '#b0893f', 0.8);
  return pen.svg();
}

export function lantern() {
  const pen = new Pen();
  const iron = '#33383a';
  pen.shadow(800, 1330, 280, 62);
  tube(pen, 'M690 330C690 150 910 150 910 330', 16, iron, 0.6);
  lathe(pen, { cx: 800, tilt: 0.22, profile: [[1250, 282], [1258, 290], [1310, 290], [1318, 282]], colour: iron, gloss: 0.5, lid: '#454b4d' });
  for (const x of [640, 960]) tube(pen, `M${x} 540V1220`, 14, iron, 0.4);
  lathe(pen, { cx: 800, tilt: 0.2, profile: [[930, 106], [938, 112], [1240, 112], [1246, 108]], colour: '#efe2c4', gloss: 0.1, lid: '#f7ecd2' });
  tube(pen, 'M800 934C797 908 806 896 802 880', 8, '#4b3d2c', 0.1);
  pen.add(`<path d="M560 540A240 48 0 0 0 1040 540V1236A240 50 0 0 1 560 1236Z" fill="${pen.linear([[0, '#7f9296', 0.5], [0.12, '#ffffff', 0.42], [0.22, '#dfe9ea', 0.12], [0.72, '#dfe9ea', 0.08], [0.88, '#ffffff', 0.36], [1, '#6d8084', 0.52]], 560, 0, 1040, 0)}"/>`);
  pen.add(`<path d="M624 600L660 606V1200L624 1190Z" fill="#fff" opacity=".55" filter="${pen.blur(5)}"/>`);
  for (const x of [566, 1034]) tube(pen, `M${x} 530V1256`, 18, iron, 0.5);
  tube(pen, 'M800 560V1300', 16, iron, 0.5);
  lathe(pen, { cx: 800, tilt: 0.22, profile: [[310, 44], [318, 60], [360, 74], [372, 110], [480, 262], [524, 292], [556, 292], [562, 284]], colour: iron, gloss: 0.55, lid: '#454b4d' });
  return pen.svg();
}

export function seedTin() {
  const pen = new Pen();
  pen.shadow(800, 1270, 330, 74);
  lathe(pen, { cx: 800, tilt: 0.22, profile: [[600, 336], [1240, 336], [1252, 330]], colour: '#2f4a3a', gloss: 0.5 });
  lathe(pen, { cx: 800, tilt: 0.22, profile: [[470, 340], [478, 350], [600, 350], [612, 344]], colour: '#b9a46a', gloss: 0.85, lid: '#d8c48e' });
  const label = 'M480 800A336 74 0 0 0 1120 800V1090A336 74 0 0 1 480 1090Z';
  pen.add(`<path d="${label}" fill="#f1e9d6"/><path d="${label}" fill="${pen.linear([[0, '#1d1712', 0.5], [0.26, '#fff', 0.25], [0.5, '#fff', 0], [1, '#1d1712', 0.55]], 480, 0, 1120, 0)}"/>`);
  pen.add('<g fill="#2f4a3a" font-family="Georgia, serif" text-anchor="middle"><text x="800" y="990" font-size="84" letter-spacing="5">Seeds</text><text x="800" y="1056" font-size="32">kept dry, kept dark</text></g>');
  return pen.svg();
}

export function kneeler() {
  const pen = new Pen();
  pen.add(`<path d="M280 1000L1060 1090 1400 860 1390 960 1110 1144 290 1050Z" fill="#2b2620" opacity=".5" filter="${pen.blur(20)}"/>`);
  const top = 'M292 880Q250 872 286 846L560 668Q590 650 630 654L1330 726Q1376 732 1342 760L1140 944Q1110 968 1060 962Z';
  const front = 'M270 866Q272 876 292 880L1060 962Q1110 968 1140 944V1090Q1110 1114 1060 1108L300 1026Q270 1022 270 1000Z';
  const side = 'M1138 946L1342 760Q1352 750 1352 742V880Q1350 894 1338 904L1138 1092Z';
  face(pen, side, '#5c6b3c', [0.74, 0.5]);
  face(pen, front, '#7c8c52', [1, 0.62], [0, 0, 0.2, 1]);
  face(pen, top, '#8c9c60', [1.24, 0.9]);
  const clip = pen.clip(`${top}${front}${side}`);
  for (const [from, to] of [[0.14, 0.2], [0.24, 0.26], [0.74, 0.76], [0.8, 0.86]]) {
    const at = (part, y0, y1, x0, x1) => `${x0 + (x1 - x0) * part} ${y0 + (y1 - y0) * part}`;
    pen.add(`<g clip-path="${clip}" opacity=".85"><path d="M${at(from, 880, 966, 280, 1130)}L${at(from, 654, 730, 590, 1360)}L${at(to, 654, 730, 590, 1360)}L${at(to, 880, 966, 280, 1130)}v160L${at(from, 1040, 1126, 280, 1130)}Z" fill="#efe6cf"/></g>`);
  }
  pen.add(`<path d="${front}" fill="${pen.linear([[0, '#fff', 0.2], [0.3, '#fff', 0], [1, '#100c08', 0.4]], 0, 880, 0, 1110)}"/>`);
  pen.grain(`${top}${front}${side}`, { frequency: '.4 .6', colour: '#2a3014', strength: 0.3, threshold: 0.47 });
  pen.add('<path d="M292 880L1060 962Q1110 968 1140 944L1342 760" fill="none" stroke="#4a3a22" stroke-width="7" stroke-linejoin="round"/>');
  tube(pen, 'M560 930C580 1010 800 1030 830 958', 26, '#8b5a34', 0.2);
  return pen.svg();
}
