import { dipped, lathe } from '../../drawing/lathe.mjs';
import { Pen } from '../../drawing/pen.mjs';

const speckle = { frequency: '.09', colour: '#4a3523', strength: 0.45, threshold: 0.66, contrast: 22 };

function vessel({ profile, ground, foot, tilt = 0.19, grain = speckle, ...form }) {
  const pen = new Pen();
  pen.shadow(800, ground, foot, foot * 0.22);
  const body = lathe(pen, { cx: 800, profile, tilt, ...form });
  pen.grain(body.path, grain);
  return pen.svg();
}

export const tallVase = () => vessel({
  ground: 1400, foot: 190, wall: 12, inside: '#54402f', colour: '#a9633f', gloss: 0.1,
  profile: [[200, 104], [212, 108], [300, 82], [440, 86], [640, 190], [840, 262], [1060, 258], [1260, 200], [1380, 172]],
  grain: { frequency: '.02 .16', colour: '#5c2c14', strength: 0.28, threshold: 0.5 },
});

export const budVase = () => vessel({
  ground: 1260, foot: 200, wall: 10, inside: '#6f7a66', colour: dipped('#93a08a', '#e4dccb', 0.74, 0.01), gloss: 0.55,
  profile: [[520, 62], [530, 66], [620, 46], [720, 60], [840, 190], [980, 268], [1120, 262], [1210, 206], [1240, 186]],
});

export const servingBowl = () => vessel({
  ground: 1180, foot: 250, tilt: 0.3, wall: 18, inside: '#e6dcc8', colour: '#e9e0cf', gloss: 0.34,
  profile: [[720, 560], [735, 564], [860, 520], [1000, 410], [1100, 290], [1130, 240], [1165, 232]],
});

export const breakfastBowl = () => vessel({
  ground: 1170, foot: 215, tilt: 0.26, wall: 16, inside: '#3f5f6b', colour: dipped('#4f7380', '#d8cdb9', 0.58, 0.012), gloss: 0.5,
  profile: [[690, 410], [702, 414], [860, 396], [1010, 320], [1100, 236], [1128, 208], [1155, 202]],
});

export function plates() {
  const pen = new Pen();
  pen.shadow(800, 1150, 440, 150);
  ['#cbb896', '#e4d9c4', '#d5c4a6', '#efe7d8'].forEach((colour, index) => {
    const y = 1060 - index * 48;
    if (index > 0) pen.add(`<ellipse cx="806" cy="${y + 42}" rx="430" ry="150" fill="#2a1e12" opacity=".35" filter="${pen.blur(14)}"/>`);
    const body = lathe(pen, { cx: 800, tilt: 0.36, profile: [[y, 582], [y + 8, 586], [y + 26, 540], [y + 48, 420], [y + 58, 400]], colour, gloss: 0.3, lid: colour });
    if (index < 3) return;
    const well = (r, drop, fill) => pen.add(`<ellipse cx="800" cy="${y + drop}" rx="${r}" ry="${r * 0.35}" fill="${fill}"/>`);
    well(578, 1, pen.linear([[0, '#d8ccb6'], [0.4, '#ede5d6'], [1, '#f8f3ea']], 220, 700, 1380, 1150));
    well(440, 12, pen.linear([[0, '#b9aa90'], [0.35, '#d8ccb8'], [0.8, '#f1eadd'], [1, '#fffdf8']], 360, 780, 1240, 1080));
    well(428, 17, pen.linear([[0, '#e6dccb'], [1, '#ddd2bd']], 360, 780, 1240, 1080));
    pen.grain(body.path, speckle);
  });
  return pen.svg();
}
