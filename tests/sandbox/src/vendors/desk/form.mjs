/**
 * Reads multipart/form-data. Node's own reader takes names in quotes only, while clients also send them bare.
 * @param {Buffer} body @param {string} type the content type, which names the boundary @returns {FormData|null} null when it is no form
 */
export function readForm(body, type) {
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (!boundary) return null;
  const form = new FormData();
  const line = `--${boundary}`;
  for (let at = body.indexOf(line); at >= 0;) {
    const next = body.indexOf(`\r\n${line}`, at + line.length);
    if (next < 0) return body.indexOf(`${line}--`, at) === at ? form : null;
    if (!add(form, body.subarray(at + line.length + 2, next))) return null;
    at = next + 2;
  }
  return null;
}

function add(form, part) {
  const end = part.indexOf('\r\n\r\n');
  const head = part.toString('utf8', 0, Math.max(0, end));
  const name = parameter(head, 'name');
  if (end < 0 || name === undefined) return false;
  const content = part.subarray(end + 4);
  const file = parameter(head, 'filename');
  if (file === undefined) form.append(name, content.toString('utf8'));
  else form.append(name, new Blob([content], { type: /^content-type:\s*(.+)$/im.exec(head)?.[1].trim() ?? '' }), file);
  return true;
}

function parameter(head, name) {
  const match = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(head);
  return match ? match[1] ?? match[2] : undefined;
}
