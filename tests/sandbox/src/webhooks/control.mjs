import { HttpError, readFields, sendJson } from '../server.mjs';
import { topics } from './deliveries.mjs';

const compliance = ['customers/data_request', 'customers/redact', 'shop/redact'];

/** Registers the control endpoints of webhooks. */
export function registerWebhooks(router, { state, webhooks, events }) {
  const shopOf = ({ domain }) => state.shop(domain) ?? refuse(404, 'There is no such shop.');
  const list = (response, status = 200) => sendJson(response, status, { ...webhooks.registrations(), mischief: webhooks.mischief.list(), deliveries: webhooks.list() });

  router.on('GET', '/control/webhooks', (request, response) => list(response));

  router.on('POST', '/control/webhooks', async (request, response) => {
    webhooks.mischief.program(await readFields(request));
    list(response, 201);
  });

  router.on('DELETE', '/control/webhooks', (request, response) => {
    webhooks.mischief.clear();
    list(response);
  });

  router.on('POST', '/control/webhooks/:id/again', async (request, response, { id }) => {
    if (!webhooks.find(id)) refuse(404, 'There is no such delivery.');
    sendJson(response, 200, { status: await webhooks.again(id) });
  });

  // {topic, triggeredAt?, body?}: a compliance topic writes its own body, any other is sent as given.
  router.on('POST', '/control/shops/:domain/webhooks', async (request, response, parameters) => {
    const { topic, body, triggeredAt } = await readFields(request);
    if (!topics.includes(topic)) refuse(400, `topic must be one of ${topics.join(', ')}.`);
    const shop = shopOf(parameters);
    const delivery = compliance.includes(topic) && !body ? events.compliance(shop, topic, triggeredAt) : webhooks.emit(shop, topic, body ?? {}, triggeredAt ? { triggeredAt } : {});
    sendJson(response, 202, { id: delivery?.id ?? null });
  });
}

function refuse(status, error) {
  throw new HttpError(status, { error });
}
