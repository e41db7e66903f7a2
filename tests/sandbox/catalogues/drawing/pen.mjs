/** Collects the parts of one 1600 × 1600 product picture on plain white. */
export class Pen {
  #definitions = [];
  #parts = [];
  #count = 0;

  add(markup) {
    this.#parts.push(markup);
    return this;
  }

  define(make) {
    const id = `d${this.#count++}`;
    this.#definitions.push(make(id));
    return `url(#${id})`;
  }

  /** @param {[number, string, number?][]} stops place 0–1, colour, opacity */
  linear(stops, x1, y1, x2, y2, units = 'userSpaceOnUse') {
    return this.define((id) => `<linearGradient id="${id}" gradientUnits="${units}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopList(stops)}</linearGradient>`);
  }

  radial(stops, cx, cy, r) {
    return this.define((id) => `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${cx}" cy="${cy}" r="${r}">${stopList(stops)}</radialGradient>`);
  }

  blur(deviation) {
    return this.define((id) => `<filter id="${id}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`);
  }

  clip(path) {
    return this.define((id) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`);
  }

  /** Grain inside a shape: `frequency` as in feTurbulence, darker where the noise passes `threshold`. */
  grain(path, { frequency, colour = '#3a2a1c', strength = 0.3, threshold = 0.5, contrast = 6, seed = 3 }) {
    const filter = this.define((id) => `<filter id="${id}" x="0" y="0" width="1600" height="1600" filterUnits="userSpaceOnUse"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="3" seed="${seed}"/><feColorMatrix type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  ${contrast} 0 0 0 ${-contrast * threshold}"/><feComposite in="SourceGraphic" operator="in"/></filter>`);
    return this.add(`<g clip-path="${this.clip(path)}" opacity="${strength}"><rect width="1600" height="1600" fill="${colour}" filter="${filter}"/></g>`);
  }

  /** The shadow a thing standing at (cx, y) throws: a dark line of contact and a wide soft pool to the right. */
  shadow(cx, y, rx, ry = rx * 0.2) {
    this.add(`<ellipse cx="${cx + rx * 0.22}" cy="${y + ry * 0.25}" rx="${rx * 1.32}" ry="${ry * 1.15}" fill="#2b2620" opacity=".2" filter="${this.blur(46)}"/>`);
    this.add(`<ellipse cx="${cx + rx * 0.06}" cy="${y + ry * 0.1}" rx="${rx * 1.02}" ry="${ry * 0.98}" fill="#1f1a15" opacity=".3" filter="${this.blur(22)}"/>`);
    return this.add(`<ellipse cx="${cx}" cy="${y}" rx="${rx * 0.9}" ry="${ry * 0.94}" fill="#120e0a" opacity=".42" filter="${this.blur(9)}"/>`);
  }

  group(transform, draw) {
    this.add(`<g transform="${transform}">`);
    draw(this);
    return this.add('</g>');
  }

  svg() {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1600" width="1600" height="1600"><defs>${this.#definitions.join('')}</defs><rect width="1600" height="1600" fill="#ffffff"/>${this.#parts.join('')}</svg>`;
  }
}

function stopList(stops) {
  return stops.map(([place, colour, opacity = 1]) => `<stop offset="${place}" stop-color="${colour}"${opacity === 1 ? '' : ` stop-opacity="${opacity}"`}/>`).join('');
}
