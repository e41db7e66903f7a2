import { connection } from '../connection.mjs';
import { productView } from './product.mjs';

const orders = {
  ID: (a, b) => number(a) - number(b),
  RELEVANCE: (a, b) => number(a) - number(b),
  TITLE: (a, b) => a.title.localeCompare(b.title) || number(a) - number(b),
  UPDATED_AT: (a, b) => a.updatedAt.localeCompare(b.updatedAt) || number(a) - number(b),
};
const number = (entry) => Number(entry.id.slice(entry.id.lastIndexOf('/') + 1));

/** @param {import('../../model.mjs').Shop} shop @param {{id: string, handle: string, title: string, updatedAt: string}} collection */
export function collectionView(shop, collection) {
  const products = shop.products.filter((product) => product.collectionIds.includes(collection.id));
  return {
    __typename: 'Collection',
    ...collection,
    productsCount: { count: products.length, precision: 'EXACT' },
    products: (page) => connection(products, page, { view: productView, key: (product) => product.id }),
  };
}

/** A page of collections. @param {object[]} collections of this shop */
export function collectionPage(shop, collections, { sortKey, ...page }) {
  return connection([...collections].sort(orders[sortKey]), page, { view: (entry) => collectionView(shop, entry), key: (entry) => entry.id });
}
