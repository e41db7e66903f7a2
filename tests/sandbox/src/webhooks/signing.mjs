import { createHmac } from 'node:crypto';

/** Base64 of HMAC-SHA256 over the body's bytes. @param {Buffer|string} body @param {string} secret */
export const signBody = (body, secret) => createHmac('sha256', secret).update(body).digest('base64');

/** The headers of one delivery. @param {{topic: string, shop: string, id: string, eventId: string, triggeredAt: string, apiVersion: string}} delivery */
export function deliveryHeaders(delivery, signature) {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': delivery.topic,
    'X-Shopify-Hmac-Sha256': signature,
    'X-Shopify-Shop-Domain': delivery.shop,
    'X-Shopify-API-Version': delivery.apiVersion,
    'X-Shopify-Webhook-Id': delivery.id,
    'X-Shopify-Event-Id': delivery.eventId,
    'X-Shopify-Triggered-At': delivery.triggeredAt,
  };
}
