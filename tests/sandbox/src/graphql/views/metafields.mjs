import { createHash } from 'node:crypto';
import { connection } from '../connection.mjs';

/** The namespace Shopify reserves for the asking app when none is given. */
export const appNamespace = 'app--1';

/** The namespace as kept: `$app` and none stand for the app's own. */
export const namespaceOf = (given) => (given === undefined || given === null || given === '$app' ? appNamespace : given);

/** @param {{metafields: object[]}} owner @returns the two fields every metafield owner has */
export function metafields(owner) {
  return {
    metafield: ({ key, namespace }) => {
      const found = owner.metafields.find((entry) => entry.key === key && entry.namespace === namespaceOf(namespace));
      return found ? metafieldView(found) : null;
    },
    metafields: ({ keys, namespace, ...page }) => {
      const chosen = owner.metafields.filter((entry) => (!namespace || entry.namespace === namespaceOf(namespace))
        && (!keys || keys.includes(entry.key) || keys.includes(`${entry.namespace}.${entry.key}`)));
      return connection(chosen, page, { view: metafieldView, key: (entry) => entry.id });
    },
  };
}

export function metafieldView(entry) {
  return {
    __typename: 'Metafield',
    ...entry,
    legacyResourceId: entry.id.slice(entry.id.lastIndexOf('/') + 1),
    compareDigest: digest(entry.value),
    jsonValue: () => jsonValue(entry),
  };
}

export const digest = (value) => createHash('sha256').update(value).digest('hex');

function jsonValue({ type, value }) {
  if (type === 'json' || type === 'boolean' || type === 'number_integer' || type.startsWith('list.')) return JSON.parse(value);
  return value;
}
