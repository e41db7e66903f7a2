import { picture } from '../support/pictures.mjs';
import { start, until } from '../support/sandbox.mjs';

export { until };
export const bearer = { Authorization: 'Bearer sandbox-key' };

/** A sandbox whose vendors answer quickly, and the ways to speak with them. */
export async function startVendors(context, changes = {}) {
  const sandbox = await start(context, { vendorDelayMs: 5, ...changes });
  const call = async (method, place, body, headers = bearer) => {
    const content = body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) };
    const type = content.body && !(body instanceof FormData) ? { 'Content-Type': 'application/json' } : {};
    const response = await fetch(`${sandbox.url}/vendors/${place}`, { method, headers: { ...type, ...headers }, ...content });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: response.headers.get('content-type')?.startsWith('application/json') && text.length > 0 ? JSON.parse(text) : null };
  };
  const post = (place, body, headers) => call('POST', place, body, headers);
  const get = (place, headers) => call('GET', place, undefined, headers);
  const fault = (kind, more = {}) => sandbox.control('POST', 'vendors/faults', { kind, ...more });
  const purchases = async () => (await sandbox.control('GET', 'vendors/purchases')).body.purchases;
  const pace = (changes) => sandbox.control('POST', 'vendors/pace', changes);
  return { ...sandbox, call, post, get, fault, purchases, pace };
}

export const dataAddress = async () => `data:image/png;base64,${(await picture()).toString('base64')}`;
