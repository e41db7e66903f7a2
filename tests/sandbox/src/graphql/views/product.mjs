import { connection } from '../connection.mjs';
import { collectionPage } from './collection.mjs';
import { mediaView } from './media.mjs';
import { metafields } from './metafields.mjs';

const mediaOrders = { ID: (a, b) => Number(a.numericId) - Number(b.numericId) };
const variantOrders = {
  ID: (a, b) => Number(a.numericId) - Number(b.numericId),
  SKU: (a, b) => a.sku.localeCompare(b.sku),
  TITLE: (a, b) => a.title.localeCompare(b.title),
};
const mediaNodes = { view: mediaView, key: (media) => media.id };

/** @param {import('../../model.mjs').Product} product */
export function productView(product) {
  const shop = product.shop;
  return {
    __typename: 'Product',
    id: product.id,
    legacyResourceId: product.numericId,
    title: product.title,
    handle: product.handle,
    descriptionHtml: product.descriptionHtml,
    description: ({ truncateAt }) => plainText(product.descriptionHtml, truncateAt),
    vendor: product.vendor,
    productType: product.productType,
    tags: [...product.tags].sort(),
    status: product.status,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.publishedAt,
    onlineStoreUrl: product.publishedAt && product.status === 'ACTIVE' ? `${storefront(shop)}/products/${product.handle}` : null,
    onlineStorePreviewUrl: `${storefront(shop)}/products/${product.handle}`,
    featuredMedia: () => (product.mediaIds.length === 0 ? null : mediaView(product.media[0])),
    mediaCount: { count: product.mediaIds.length, precision: 'EXACT' },
    media: (page) => connection(sorted(product.media, mediaOrders[page.sortKey]), page, mediaNodes),
    collections: ({ query, ...page }) => collectionPage(shop, shop.collections.filter((entry) => product.collectionIds.includes(entry.id)), page),
    variantsCount: { count: product.variants.length, precision: 'EXACT' },
    variants: (page) => connection(sorted(product.variants, variantOrders[page.sortKey]), page, {
      view: (variant) => variantView(product, variant),
      key: (variant) => variant.id,
    }),
    hasOnlyDefaultVariant: product.variants.length === 1 && product.variants[0].title === 'Default Title',
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0),
    priceRangeV2: () => priceRange(product.variants, shop.currency),
    ...metafields(product),
  };
}

/** @param {import('../../model.mjs').Product} product @param {import('../../model.mjs').Variant} variant */
export function variantView(product, variant) {
  return {
    __typename: 'ProductVariant',
    id: variant.id,
    legacyResourceId: variant.numericId,
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    inventoryQuantity: variant.inventoryQuantity,
    position: product.variants.indexOf(variant) + 1,
    product: () => productView(product),
    media: (page) => connection(variant.mediaIds.map((id) => product.shop.files.get(id)).filter(Boolean), page, mediaNodes),
  };
}

export const storefront = (shop) => (shop.storefrontUrl ?? `https://${shop.domain}`).replace(/\/$/, '');

function sorted(items, order) {
  return order ? [...items].sort(order) : items;
}

function priceRange(variants, currencyCode) {
  const prices = variants.map((variant) => variant.price).sort((a, b) => Number(a) - Number(b));
  return {
    minVariantPrice: { amount: prices[0] ?? '0.0', currencyCode },
    maxVariantPrice: { amount: prices.at(-1) ?? '0.0', currencyCode },
  };
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

function plainText(html, truncateAt) {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name) => entities[name])
    .replace(/\s+/g, ' ')
    .trim();
  return truncateAt != null && text.length > truncateAt ? `${text.slice(0, Math.max(0, truncateAt - 3))}...` : text;
}
