import { createHmac } from 'node:crypto';
import http from 'node:http';
import { readBody } from '../../src/server.mjs';

/** An app that hears webhooks, checks each signature for itself, and answers as the test says. */
export async function listen(context, { secret, answer = () => 200 }) {
  const heard = [];
  const server = http.createServer(async (request, response) => {
    const body = await readBody(request);
    const of = (key) => createHmac('sha256', key).update(body).digest('base64') === request.headers['x-shopify-hmac-sha256'];
    const delivery = {
      topic: request.headers['x-shopify-topic'], shop: request.headers['x-shopify-shop-domain'], id: request.headers['x-shopify-webhook-id'],
      eventId: request.headers['x-shopify-event-id'], triggeredAt: request.headers['x-shopify-triggered-at'], version: request.headers['x-shopify-api-version'],
      signed: of(secret), signedWith: of, payload: JSON.parse(body),
    };
    heard.push(delivery);
    response.writeHead(answer(delivery, heard.length)).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  }));
  return { url: `http://127.0.0.1:${server.address().port}/webhooks`, heard, of: (topic) => heard.filter((delivery) => delivery.topic === topic) };
}
