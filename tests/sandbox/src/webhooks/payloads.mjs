// Bodies as Shopify's webhooks carry them: the shape of the REST resources, with numeric ids.

const numeric = (gid) => Number(gid.slice(gid.lastIndexOf('/') + 1));

/** shop/update and app/uninstalled. @param {import('../model.mjs').Shop} shop */
export function shopPayload(shop) {
  return {
    id: Number(shop.id),
    name: shop.name,
    domain: shop.storefrontUrl ? new URL(shop.storefrontUrl).host : shop.domain,
    myshopify_domain: shop.domain,
    plan_name: shop.plan.toLowerCase(),
    plan_display_name: shop.plan,
    currency: shop.currency,
    iana_timezone: 'Europe/Vienna',
    primary_locale: 'en',
    updated_at: new Date().toISOString(),
  };
}

/** products/create and products/update. @param {import('../model.mjs').Product} product */
export function productPayload(product) {
  return {
    id: numeric(product.id),
    admin_graphql_api_id: product.id,
    title: product.title,
    body_html: product.descriptionHtml,
    vendor: product.vendor,
    product_type: product.productType,
    handle: product.handle,
    tags: [...product.tags].sort().join(', '),
    status: product.status.toLowerCase(),
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    published_at: product.publishedAt,
    variants: product.variants.map((variant, index) => ({
      id: numeric(variant.id),
      admin_graphql_api_id: variant.id,
      product_id: numeric(product.id),
      title: variant.title,
      sku: variant.sku,
      price: variant.price,
      compare_at_price: variant.compareAtPrice,
      position: index + 1,
    })),
    media: product.media.map((media, index) => ({
      id: numeric(media.id),
      admin_graphql_api_id: media.id,
      product_id: numeric(product.id),
      position: index + 1,
      alt: media.alt,
      status: media.status,
      media_content_type: media.kind,
    })),
  };
}

/** products/delete. @param {import('../model.mjs').Product} product */
export const deletedPayload = (product) => ({ id: numeric(product.id) });

/** app/scopes_update. @param {import('../model.mjs').Shop} shop @param {string[]} previous */
export function scopesPayload(shop, previous) {
  return { id: Number(shop.id), previous, current: shop.scopes, updated_at: new Date().toISOString() };
}

/** bulk_operations/finish. @param {{id: string, status: string, errorCode?: string|null, type?: string, createdAt?: string, completedAt?: string}} operation */
export function bulkPayload({ id, status, errorCode = null, type = 'QUERY', createdAt = null, completedAt = null }) {
  return { admin_graphql_api_id: id, completed_at: completedAt, created_at: createdAt, error_code: errorCode, status: status.toLowerCase(), type: type.toLowerCase() };
}

/** The three topics of the privacy law. @param {import('../model.mjs').Shop} shop */
export function compliancePayload(shop, topic) {
  const shopFacts = { shop_id: Number(shop.id), shop_domain: shop.domain };
  if (topic === 'shop/redact') return shopFacts;
  const customer = { id: 191167, email: 'shopper@example.com', phone: '555-625-1199' };
  if (topic === 'customers/redact') return { ...shopFacts, customer, orders_to_redact: [299938, 280263] };
  return { ...shopFacts, customer, orders_requested: [299938, 280263], data_request: { id: 9999 } };
}
