/** A shop as the control pages list it. @param {import('../model.mjs').Shop} shop */
export function shopSummary(shop) {
  return {
    domain: shop.domain,
    handle: shop.handle,
    name: shop.name,
    plan: shop.plan,
    access: shop.access,
    installed: shop.installed,
    storefrontUrl: shop.storefrontUrl,
    adminUrl: `${shop.baseUrl}/admin/store/${shop.handle}`,
    products: shop.products.length,
  };
}

/** Everything about a product, as kept. @param {import('../model.mjs').Product} product */
export function rawProduct(product) {
  return { ...product, numericId: product.numericId, media: product.media.map(rawMedia) };
}

/** A file as kept, in a gallery or not. @param {import('../model.mjs').Media} media */
export function rawMedia(media) {
  const { id, numericId, kind, alt, status, url, posterUrl, file, errors } = media;
  return { id, numericId, kind, alt, status, url, posterUrl, ...file, fileName: file.name, errors };
}
