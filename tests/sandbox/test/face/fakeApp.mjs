import http from 'node:http';

/**
 * An app of a few lines, to be framed: `/` is a page with App Bridge, `/echo` answers what the request carried, `/stale` refuses the first
 * token it sees, `/bounce` is a bounce page.
 */
export async function startApp(bridgeUrl) {
  const seen = [];
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    if (url.pathname === '/echo' || url.pathname === '/stale') {
      let body = '';
      request.on('data', (chunk) => { body += chunk; });
      return request.on('end', () => {
        seen.push({ path: url.pathname, token, body });
        const refuse = url.pathname === '/stale' && (url.searchParams.has('always') || seen.filter((call) => call.path === '/stale').length === 1);
        response.writeHead(refuse ? 401 : 200, { 'Content-Type': 'application/json', ...(refuse ? { 'X-Shopify-Retry-Invalid-Session-Request': '1' } : {}) });
        response.end(JSON.stringify({ token, body }));
      });
    }
    seen.push({ path: url.pathname, query: url.searchParams });
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page(url.pathname, bridgeUrl()));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, seen, url: `http://127.0.0.1:${server.address().port}/` };
}

const page = (path, bridgeUrl) => `<!doctype html><html lang="en"><head><title>App at ${path}</title><meta name="shopify-api-key" content="sandbox-client">
<script src="${bridgeUrl}"></script></head><body style="font: 14px sans-serif; padding: 24px">
${path === '/bounce' ? '' : '<s-app-nav><a href="/" rel="home">Home</a><a href="/catalogue">Catalogue</a><a href="/review">Review</a></s-app-nav>'}
<h1>App at ${path}</h1><form data-save-bar><label>Tone <input name="tone"></label></form></body></html>`;
