import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { writeAtomically } from '../disk.mjs';
import { HttpError, readBody, send } from '../server.mjs';

/**
 * A place for one upload. Its parameters become headers of a PUT, or the first fields of a multipart POST.
 * @param {import('../model.mjs').Shop} shop @param {{filename: string, mimeType: string, httpMethod: string, resource: string, fileSize?: string}} input
 */
export function stage(shop, input) {
  const key = randomUUID();
  const upload = {
    key,
    filename: input.filename,
    mime: input.mimeType,
    method: input.httpMethod,
    resource: input.resource,
    bytes: input.fileSize == null ? null : Number(input.fileSize),
  };
  shop.uploads[key] = upload;
  const resourceUrl = `${shop.baseUrl}/staged/${key}`;
  if (upload.method === 'PUT') return { url: `${resourceUrl}?signature=${key}`, resourceUrl, parameters: parameters({ content_type: upload.mime, acl: 'private' }) };
  const fields = { 'Content-Type': upload.mime, success_action_status: '201', acl: 'private', key };
  return { url: `${shop.baseUrl}/staged/${key}`, resourceUrl, parameters: parameters(fields) };
}

const parameters = (values) => Object.entries(values).map(([name, value]) => ({ name, value }));

/** @param {string|null} source a resourceUrl @returns {object|null} the upload it stands for, whatever port it was given out at */
export function stagedUpload(shop, source) {
  const key = /^https?:\/\/127\.0\.0\.1(?::\d+)?\/staged\/([0-9a-f-]{36})$/.exec(source ?? '')?.[1];
  return (key && shop.uploads[key]) || null;
}

export const stagedPath = (state, shop, key) => path.join(state.folder, 'files', shop.domain, 'staged', key);

/** Registers where staged uploads are sent to. */
export function registerStaged(router, { state, faults }) {
  const accept = (method, read) => router.on(method, '/staged/:key', async (request, response, { key }, url) => {
    const shop = state.shops().find((entry) => entry.uploads[key]);
    const upload = shop?.uploads[key];
    if (!upload || upload.method !== method) throw new HttpError(404, { error: 'NoSuchKey' });
    if (await faults.misbehave(request, response, shop.domain, [url.pathname, upload.filename])) return;
    const content = await read(request, upload);
    if (upload.bytes !== null && content.length !== upload.bytes) return refuse(response, 'EntityTooLarge', 'Your proposed upload has another size than the policy allows.');
    await writeAtomically(stagedPath(state, shop, key), content);
    send(response, method === 'POST' ? 201 : 200, 'application/xml', '');
  });
  accept('PUT', readPut);
  accept('POST', readMultipart);
}

async function readPut(request, upload) {
  const given = [request.headers['content-type'], request.headers.content_type];
  if (!given.includes(upload.mime)) throw new HttpError(403, { error: 'SignatureDoesNotMatch' });
  return readBody(request);
}

async function readMultipart(request, upload) {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) throw new HttpError(400, { error: 'The POST must be multipart/form-data.' });
  const form = await new Response(await readBody(request), { headers: { 'Content-Type': type } }).formData().catch(() => null);
  const entries = [...(form ?? [])];
  const file = entries.pop();
  if (!file || file[0] !== 'file' || typeof file[1] === 'string') throw new HttpError(400, { error: 'The field named file must come last.' });
  if (Object.fromEntries(entries).key !== upload.key) throw new HttpError(403, { error: 'Every parameter must come before the file.' });
  return Buffer.from(await file[1].arrayBuffer());
}

function refuse(response, code, message) {
  send(response, 400, 'application/xml', `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}
