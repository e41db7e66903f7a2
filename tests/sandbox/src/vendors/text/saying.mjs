import { fitting } from './fitting.mjs';

const pieceLength = 12;

/** What a model says: JSON that fits the shape, or a sentence that repeats the question. @param {object|null} shape a JSON schema */
export const saying = (vendor, question, shape) => (shape ? JSON.stringify(fitting(shape)) : `The sandbox answers for ${vendor}: ${question}`);

/** The pieces of a stream. @returns {string[]} */
export const pieces = (text) => text.match(new RegExp(`.{1,${pieceLength}}`, 'gsu')) ?? [];

/** A rough count, as good as any for a stand-in. */
export const tokens = (text) => Math.ceil(text.length / 4);

/** The text of a message whose content is words or a list of parts. */
export function textOf(content) {
  if (typeof content === 'string') return content;
  return [content].flat().map((part) => part?.text ?? '').join(' ').trim();
}

/** One event of a stream. */
export const event = (data, name) => `${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
