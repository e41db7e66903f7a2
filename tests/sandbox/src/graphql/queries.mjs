import { billingNode, billingView } from '../billing/graphql.mjs';
import { connection } from './connection.mjs';
import { globalId, typeOf } from './ids.mjs';
import { searchFilter } from './search.mjs';
import { bulkView } from './views/bulk.mjs';
import { collectionPage, collectionView } from './views/collection.mjs';
import { mediaView } from './views/media.mjs';
import { metafieldView } from './views/metafields.mjs';
import { productView, variantView } from './views/product.mjs';
import { installationView, shopView } from './views/shop.mjs';

const number = (entry) => Number(entry.numericId);
const byText = (read) => (a, b) => read(a).localeCompare(read(b)) || number(a) - number(b);
const productOrders = {
  ID: (a, b) => number(a) - number(b),
  RELEVANCE: (a, b) => number(a) - number(b),
  CREATED_AT: byText((entry) => entry.createdAt),
  UPDATED_AT: byText((entry) => entry.updatedAt),
  PUBLISHED_AT: byText((entry) => entry.publishedAt ?? ''),
  TITLE: byText((entry) => entry.title),
  VENDOR: byText((entry) => entry.vendor),
  PRODUCT_TYPE: byText((entry) => entry.productType),
};
const fileOrders = {
  ID: (a, b) => number(a) - number(b),
  CREATED_AT: byText((entry) => entry.createdAt),
  UPDATED_AT: byText((entry) => entry.updatedAt),
  FILENAME: byText((entry) => entry.file.name),
};
const productFields = {
  id: (entry) => entry.numericId,
  handle: (entry) => entry.handle,
  title: (entry) => entry.title,
  status: (entry) => entry.status,
  vendor: (entry) => entry.vendor,
  product_type: (entry) => entry.productType,
  tag: (entry) => entry.tags,
  collection_id: (entry) => entry.collectionIds.map((id) => id.slice(id.lastIndexOf('/') + 1)),
  sku: (entry) => entry.variants.map((variant) => variant.sku),
  created_at: (entry) => entry.createdAt,
  updated_at: (entry) => entry.updatedAt,
  published_at: (entry) => entry.publishedAt,
  published_status: (entry) => (entry.publishedAt ? 'published' : 'unpublished'),
};
const fileFields = {
  id: (entry) => entry.numericId,
  filename: (entry) => [entry.file.name, entry.file.name.replace(/\.[^.]+$/, '')],
  status: (entry) => entry.status,
  media_type: (entry) => entry.kind,
  created_at: (entry) => entry.createdAt,
  updated_at: (entry) => entry.updatedAt,
};
const collectionFields = {
  id: (entry) => entry.id.slice(entry.id.lastIndexOf('/') + 1),
  handle: (entry) => entry.handle,
  title: (entry) => entry.title,
  updated_at: (entry) => entry.updatedAt,
};
const bulkFields = {
  id: (entry) => entry.id.slice(entry.id.lastIndexOf('/') + 1),
  created_at: (entry) => entry.createdAt,
  completed_at: (entry) => entry.completedAt,
  operation_type: () => 'query',
  status: (entry) => entry.status,
};
const bulkOrders = { CREATED_AT: (entry) => entry.createdAt, COMPLETED_AT: (entry) => entry.completedAt ?? '' };
const productWords = (entry) => [entry.title, entry.vendor, entry.productType, entry.handle, ...entry.tags];

/** @param {{shop: import('../model.mjs').Shop, config: object, bulk?: object, charges?: object}} context @returns the query half of the root value */
export function queries({ shop, config, bulk, charges }) {
  const matching = (query) => shop.products.filter(searchFilter(query, productFields, productWords));
  const bulkOf = (operation) => viewOf(operation, (entry) => bulkView(shop, entry, bulk.hasExpired(entry)));
  const node = (id) => (typeOf(id) === 'BulkOperation'
    ? bulkOf(shop.bulkOperations[globalId(id)])
    : findNode(shop, config, globalId(id)) ?? billingNode({ shop, charges }, id));
  return {
    shop: () => shopView(shop),
    currentAppInstallation: () => ({ ...installationView(shop, config), ...billingView({ shop, charges }) }),
    shopBillingPreferences: () => ({ currency: shop.billing.currency ?? 'USD' }),
    node: ({ id }) => node(id),
    nodes: ({ ids }) => ids.map(node),
    job: ({ id }) => jobView(shop, globalId(id, 'Job')),
    product: ({ id }) => viewOf(shop.product(globalId(id, 'Product')), productView),
    productByIdentifier: ({ identifier }) => viewOf(shop.products.find((entry) => identified(entry, identifier)), productView),
    productVariant: ({ id }) => findVariant(shop, globalId(id, 'ProductVariant')),
    productsCount: ({ query, limit }) => counted(matching(query).length, limit),
    products: ({ query, sortKey, ...page }) => connection(matching(query).sort(productOrders[sortKey]), page, {
      view: productView,
      key: (entry) => entry.id,
    }),
    collection: ({ id }) => viewOf(shop.collections.find((entry) => entry.id === globalId(id, 'Collection')), (entry) => collectionView(shop, entry)),
    collections: ({ query, ...page }) => collectionPage(shop, shop.collections.filter(searchFilter(query, collectionFields, (entry) => [entry.title])), page),
    bulkOperation: ({ id }) => bulkOf(shop.bulkOperations[globalId(id, 'BulkOperation')]),
    // Newest first, unlike every other list.
    bulkOperations: ({ query, sortKey, reverse, ...page }) => {
      const read = bulkOrders[sortKey];
      const chosen = Object.values(shop.bulkOperations).filter(searchFilter(query, bulkFields, () => []));
      chosen.sort((a, b) => read(b).localeCompare(read(a)) || b.id.localeCompare(a.id));
      return connection(reverse ? chosen.reverse() : chosen, page, { view: bulkOf, key: (entry) => entry.id });
    },
    files: ({ query, sortKey, ...page }) => {
      const chosen = [...shop.files.values()].filter(searchFilter(query, fileFields, (entry) => [entry.file.name, entry.alt ?? '']));
      return connection(chosen.sort(fileOrders[sortKey]), page, { view: mediaView, key: (entry) => entry.id });
    },
  };
}

const viewOf = (found, view) => (found ? view(found) : null);
const identified = (product, { id, handle }) => (id == null || product.id === id) && (handle == null || product.handle === handle) && (id ?? handle) != null;

function counted(count, limit) {
  return limit != null && count > limit ? { count: limit, precision: 'AT_LEAST' } : { count, precision: 'EXACT' };
}

function findVariant(shop, id) {
  const found = shop.variant(id);
  return found ? variantView(found.product, found.variant) : null;
}

export function jobView(shop, id) {
  const job = shop.jobs[id];
  return job ? { id, done: job.done } : null;
}

function findNode(shop, config, id) {
  switch (typeOf(id)) {
    case 'Product':
      return viewOf(shop.product(id), productView);
    case 'ProductVariant':
      return findVariant(shop, id);
    case 'MediaImage':
    case 'Video':
      return viewOf(shop.files.get(id), mediaView);
    case 'Metafield':
      return viewOf([shop, ...shop.products].flatMap((owner) => owner.metafields).find((entry) => entry.id === id), metafieldView);
    case 'AppInstallation':
    case 'Shop': {
      const view = typeOf(id) === 'Shop' ? shopView(shop) : installationView(shop, config);
      return view.id === id ? view : null;
    }
    default:
      return null;
  }
}
