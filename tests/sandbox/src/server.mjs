import http from 'node:http';

const bodyLimit = 1024 * 1024 * 1024;

/**
 * A tiny router. Patterns hold `:name` parts, and `*name` for the rest of the path. Handlers get (request, response, parameters, url)
 * and may throw an `HttpError`.
 */
export class Router {
  #routes = [];

  /** @param {string} method @param {string} pattern such as /files/:shop/:fileId/:name @param {Function} handler */
  on(method, pattern, handler) {
    const names = [];
    const source = pattern.replace(/[.]/g, '\\.').replace(/([:*])(\w+)/g, (_, sign, name) => {
      names.push(name);
      return sign === ':' ? '([^/]+)' : '(.*)';
    });
    this.#routes.push({ method, expression: new RegExp(`^${source}$`), names, handler });
  }

  async handle(request, response) {
    const url = new URL(request.url, 'http://127.0.0.1');
    let pathKnown = false;
    for (const route of this.#routes) {
      const match = route.expression.exec(url.pathname);
      if (!match) continue;
      pathKnown = true;
      if (route.method !== request.method && !(route.method === 'GET' && request.method === 'HEAD')) continue;
      const values = route.names.map((name, index) => [name, decode(match[index + 1])]);
      return await route.handler(request, response, Object.fromEntries(values), url);
    }
    throw new HttpError(pathKnown ? 405 : 404, pathKnown ? 'Method not allowed' : 'Not Found');
  }
}

export class HttpError extends Error {
  /** @param {number} status @param {string|object} body text, or an object sent as JSON */
  constructor(status, body) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.status = status;
    this.body = typeof body === 'string' ? { errors: body } : body;
  }
}

/** @returns {Promise<Buffer>} */
export async function readBody(request, limit = bodyLimit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new HttpError(413, 'Request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @returns {Promise<any>} the body as JSON or form fields, by its content type */
export async function readFields(request) {
  const text = (await readBody(request)).toString('utf8');
  if ((request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'The body is not valid JSON.');
  }
}

export function sendJson(response, status, value, headers = {}) {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

export function sendHtml(response, status, html, headers = {}) {
  send(response, status, 'text/html; charset=utf-8', html, headers);
}

export function send(response, status, contentType, body, headers = {}) {
  // The work is done and the client never hears of it: a fault asked for by a test.
  if (response.loseAnswer) return response.destroy();
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body), ...headers });
  response.end(response.req?.method === 'HEAD' ? undefined : body);
}

/** Starts listening on 127.0.0.1 only. @param {Router} router @param {number} port 0 for a free one @returns {Promise<http.Server>} */
export async function listen(router, port) {
  const server = http.createServer(async (request, response) => {
    try {
      await router.handle(request, response);
    } catch (error) {
      answerFailure(response, error);
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function answerFailure(response, error) {
  if (!(error instanceof HttpError)) process.stderr.write(`${error.stack}\n`);
  if (response.headersSent || response.destroyed) return response.destroy();
  if (error instanceof HttpError) return sendJson(response, error.status, error.body);
  sendJson(response, 500, { errors: 'Internal Server Error' });
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new HttpError(400, 'Bad Request');
  }
}
