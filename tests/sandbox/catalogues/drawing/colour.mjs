/** @param {string} hex #rrggbb @returns {number[]} red, green, blue 0–255 */
export function channels(hex) {
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}

export function hexOf(values) {
  return `#${values.map((value) => Math.max(0, Math.min(255, Math.round(value))).toString(16).padStart(2, '0')).join('')}`;
}

export function mix(from, to, part) {
  const other = channels(to);
  return hexOf(channels(from).map((value, index) => value + (other[index] - value) * part));
}

/** Lighter above 1, darker below 1; darks keep a little warmth instead of going to black. */
export function tone(hex, factor) {
  if (factor >= 1) return mix(hex, '#ffffff', Math.min(1, factor - 1));
  return mix(hex, '#1d1712', Math.min(1, 1 - factor));
}
