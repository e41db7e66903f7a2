import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { HttpError, send } from '../server.mjs';
import { resized } from './images.mjs';

/** Registers GET /files/{shop}/{fileId}/{name}, with ?width=N for a smaller picture and byte ranges for video. */
export function registerFiles(router, { state }) {
  router.on('GET', '/files/:shop/:fileId/:name', async (request, response, { shop: domain, fileId, name }, url) => {
    const shop = state.shop(domain);
    const media = shop && (shop.files.get(`gid://shopify/MediaImage/${fileId}`) ?? shop.files.get(`gid://shopify/Video/${fileId}`));
    const poster = media?.poster?.name === name;
    if (!media || media.status !== 'READY' || (!poster && media.file.name !== name)) throw new HttpError(404, 'Not Found');
    const file = state.filePath(media, poster);
    const mime = poster ? media.poster.mime : media.file.mime;
    const width = wantedWidth(url);
    const headers = { 'Cache-Control': 'public, max-age=31557600', 'Access-Control-Allow-Origin': '*' };
    if (width && mime.startsWith('image/')) return send(response, 200, mime, await resized(file, width), headers);
    await sendFile(request, response, file, { ...headers, 'Content-Type': mime });
  });
}

function wantedWidth(url) {
  const width = Number(url.searchParams.get('width'));
  return Number.isInteger(width) && width > 0 && width <= 5760 ? width : null;
}

/** Sends a file or the asked part of it; with a share below 1 the connection breaks after that much. */
export async function sendFile(request, response, file, headers, share = 1) {
  const { size } = await stat(file);
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  const [start, end] = range ? bounds(range, size) : [0, size - 1];
  if (start > end) {
    response.writeHead(416, { 'Content-Range': `bytes */${size}` });
    return response.end();
  }
  const partial = range ? { 'Content-Range': `bytes ${start}-${end}/${size}` } : {};
  response.writeHead(range ? 206 : 200, { ...headers, ...partial, 'Accept-Ranges': 'bytes', 'Content-Length': end - start + 1 });
  if (request.method === 'HEAD') return response.end();
  const last = share === 1 ? end : start + Math.floor((end - start + 1) * share);
  const content = createReadStream(file, { start, end: last }).on('error', () => response.destroy());
  if (last < end) content.on('end', () => response.socket.end());
  content.pipe(response, { end: last === end });
}

function bounds([, from, to], size) {
  if (from === '') return [Math.max(0, size - Number(to)), size - 1];
  return [Number(from), Math.min(to === '' ? size - 1 : Number(to), size - 1)];
}
