import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { apiVersion } from '../graphql/schema.mjs';
import { Mischief } from './mischief.mjs';
import { deliveryHeaders, signBody } from './signing.mjs';

/** Every topic the sandbox can tell of. */
export const topics = [
  'app/uninstalled', 'app/scopes_update', 'app_subscriptions/update', 'app_subscriptions/approaching_capped_amount', 'app_purchases_one_time/update',
  'bulk_operations/finish', 'products/create', 'products/update', 'products/delete',
  'shop/update', 'customers/data_request', 'customers/redact', 'shop/redact',
];

// Shopify tries eight times again over four hours; here the waits are short, so that a person sees them pass.
const waits = [250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000];
const answerLimit = 5000;
const kept = 1000;

/** Sends what happened in the shops to the app's one address, signed, and again while the app does not answer 2xx. */
export class Webhooks {
  #config;
  #registered;
  #stopping = new AbortController();
  #held = [];
  #log = [];
  mischief = new Mischief();

  /** @param {{clientSecret: string, oldClientSecret?: string, webhookUrl?: string, webhookTopics?: string[], webhookWaitsMs?: number[]}} config */
  constructor(config) {
    this.#config = config;
    this.#registered = new Set(config.webhookTopics ?? topics);
  }

  /** Tells of one event, when the app asked to hear of its topic. @param {import('../model.mjs').Shop} shop @returns {object|null} the delivery */
  emit(shop, topic, payload, { triggeredAt = new Date().toISOString() } = {}) {
    if (!this.#config.webhookUrl || !this.#registered.has(topic)) return null;
    const delivery = { id: randomUUID(), eventId: randomUUID(), topic, shop: shop.domain, triggeredAt, apiVersion, body: JSON.stringify(payload), statuses: [], state: 'waiting' };
    this.#log = [...this.#log.slice(1 - kept), delivery];
    this.#dispatch(delivery).catch((error) => {
      if (error.name !== 'AbortError') process.stderr.write(`${error.stack}\n`);
    });
    return delivery;
  }

  /** Sends a delivery once more as it was. @returns {Promise<number>} the app's answer; 0 when there was none */
  again(id) {
    const delivery = this.find(id);
    return delivery && this.#post(delivery, delivery.body, this.#config.clientSecret);
  }

  find(id) {
    return this.#log.find((delivery) => delivery.id === id) ?? null;
  }

  /** Deliveries of this run, oldest first, without what was signed. */
  list() {
    return this.#log.map(({ body, ...delivery }) => ({ ...delivery, payload: JSON.parse(body) }));
  }

  registrations() {
    return { url: this.#config.webhookUrl ?? null, topics: [...this.#registered].sort() };
  }

  /** Forgets what is held back and what is being tried again. */
  stop() {
    this.#stopping.abort();
  }

  async #dispatch(delivery) {
    if (this.mischief.take('lose', delivery)) {
      delivery.state = 'lost';
      return;
    }
    const delay = this.mischief.take('delay', delivery);
    if (delay) await this.#pause(delay);
    const together = this.mischief.take('shuffle', delivery);
    if (together === null) return await this.#deliver(delivery);
    this.#held.push(delivery);
    if (this.#held.length < together) return;
    for (const held of this.#held.splice(0).reverse()) await this.#deliver(held);
  }

  async #deliver(delivery) {
    const secret = this.mischief.take('old-secret', delivery) ? this.#config.oldClientSecret : this.#config.clientSecret;
    const body = this.mischief.take('tamper', delivery) ? `${delivery.body.slice(0, -1)},"tampered":true}` : delivery.body;
    const copies = this.mischief.take('repeat', delivery) ?? 1;
    for (const wait of [...(this.#config.webhookWaitsMs ?? waits), null]) {
      const answers = await Promise.all(Array.from({ length: copies }, () => this.#post(delivery, body, secret, delivery.body)));
      if (answers.every((status) => status >= 200 && status < 300)) {
        delivery.state = 'delivered';
        return;
      }
      if (wait !== null) await this.#pause(wait);
    }
    delivery.state = 'given up';
  }

  // What is signed is what happened; a tampered body keeps the signature of the honest one.
  async #post(delivery, body, secret, signed = body) {
    const status = await fetch(this.#config.webhookUrl, {
      method: 'POST', body, headers: deliveryHeaders(delivery, signBody(signed, secret)), redirect: 'manual',
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(answerLimit)]),
    }).then(async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    }, () => 0);
    delivery.statuses.push(status);
    return status;
  }

  #pause(milliseconds) {
    return pause(milliseconds, undefined, { signal: this.#stopping.signal });
  }
}
