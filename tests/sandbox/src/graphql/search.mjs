/**
 * Shopify's search syntax as far as catalogues need it: `field:value`, quotes, `-` and NOT, AND (default), OR, parentheses,
 * comparisons with < <= > >=, and a trailing `*`.
 * @param {string|null|undefined} text @param {Record<string, (item: any) => any>} fields @param {(item: any) => string[]} words for bare terms
 * @returns {(item: any) => boolean}
 */
export function searchFilter(text, fields, words) {
  const tokens = tokenize(text ?? '');
  if (tokens.length === 0) return () => true;
  const reader = { tokens, at: 0, fields, words };
  return readAny(reader);
}

function tokenize(text) {
  return text.match(/\(|\)|-?[\w.]+:\s*(?:<=|>=|<|>)?\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()]+)|-?"(?:[^"\\]|\\.)*"|[^\s()]+/g) ?? [];
}

function readAny(reader) {
  const parts = [readAll(reader)];
  while (/^or$/i.test(reader.tokens[reader.at] ?? '')) {
    reader.at += 1;
    parts.push(readAll(reader));
  }
  return parts.length === 1 ? parts[0] : (item) => parts.some((part) => part(item));
}

function readAll(reader) {
  const parts = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token === ')' || /^or$/i.test(token)) break;
    reader.at += 1;
    if (/^and$/i.test(token)) continue;
    parts.push(readOne(reader, token));
  }
  return (item) => parts.every((part) => part(item));
}

function readOne(reader, token) {
  if (/^not$/i.test(token)) {
    const next = reader.tokens[reader.at++] ?? '';
    const part = readOne(reader, next);
    return (item) => !part(item);
  }
  if (token === '(') {
    const part = readAny(reader);
    if (reader.tokens[reader.at] === ')') reader.at += 1;
    return part;
  }
  if (token.startsWith('-') && token.length > 1) {
    const part = term(reader, token.slice(1));
    return (item) => !part(item);
  }
  return term(reader, token);
}

function term(reader, token) {
  const match = /^([\w.]+):\s*(<=|>=|<|>)?\s*(.*)$/s.exec(token);
  const read = match && reader.fields[match[1]];
  if (!read) {
    const wanted = unquote(match ? match[3] : token).toLowerCase().replace(/\*$/, '');
    return (item) => reader.words(item).some((word) => word.toLowerCase().includes(wanted));
  }
  const value = unquote(match[3]);
  if (match[2]) return (item) => compare(read(item), match[2], value);
  const choices = value.split(',').map((choice) => choice.trim()).filter(Boolean);
  return (item) => choices.some((choice) => equals(read(item), choice));
}

function equals(actual, wanted) {
  if (Array.isArray(actual)) return actual.some((entry) => equals(entry, wanted));
  const text = String(actual ?? '').toLowerCase();
  const sought = wanted.toLowerCase();
  return sought.endsWith('*') ? text.startsWith(sought.slice(0, -1)) : text === sought;
}

function compare(actual, sign, wanted) {
  const [left, right] = comparable(actual, wanted);
  if (left === null || right === null) return false;
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}

function comparable(actual, wanted) {
  if (/^\d+$/.test(wanted) && /^\d+$/.test(String(actual))) return [BigInt(actual), BigInt(wanted)];
  const [left, right] = [Date.parse(actual), Date.parse(wanted)];
  return Number.isNaN(left) || Number.isNaN(right) ? [null, null] : [left, right];
}

const unquote = (text) => text.replace(/^(["'])(.*)\1$/s, '$2').replace(/\\(.)/g, '$1');
