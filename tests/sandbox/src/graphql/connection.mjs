import { AsyncLocalStorage } from 'node:async_hooks';
import { GraphQLError } from 'graphql';

const pageLimit = 250;

/** Inside `wholeLists.run(true, …)` every connection gives all of its nodes: bulk operations know no pages. */
export const wholeLists = new AsyncLocalStorage();

/**
 * Cuts a page out of an ordered list the way Shopify's connections do. A cursor names the node it stands on, so a page stays
 * right when earlier nodes vanish.
 * @param {any[]} items already sorted @param {{first?: number, after?: string, last?: number, before?: string, reverse?: boolean}} page
 * @param {{view: (item: any) => object, key: (item: any) => string}} how
 */
export function connection(items, page, { view, key }) {
  if (!wholeLists.getStore()) checkPage(page);
  const ordered = page.reverse ? [...items].reverse() : items;
  const keys = ordered.map(key);
  let start = page.after == null ? 0 : position(keys, page.after, 'after') + 1;
  let end = page.before == null ? ordered.length : position(keys, page.before, 'before');
  if (page.first != null) end = Math.min(end, start + page.first);
  else if (page.last != null) start = Math.max(start, end - page.last);
  const nodes = ordered.slice(start, Math.max(start, end));
  const edges = nodes.map((item) => ({ cursor: encode(key(item)), node: view(item) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasPreviousPage: start > 0,
      hasNextPage: start + nodes.length < ordered.length,
    },
  };
}

function checkPage({ first, last }) {
  if (first == null && last == null) throw badRequest('you must provide one of first or last');
  if (first != null && last != null) throw badRequest('providing both first and last is not supported');
  const size = first ?? last;
  if (size < 0) throw badRequest('The page size can not be negative.');
  if (size > pageLimit) throw badRequest(`The page size can not be over ${pageLimit}.`);
}

function position(keys, cursor, name) {
  const key = decode(cursor);
  const index = key === null ? -1 : keys.indexOf(key);
  if (index < 0) throw badRequest(`Invalid cursor for current pagination sort (${name}).`);
  return index;
}

const encode = (key) => Buffer.from(JSON.stringify({ last: key })).toString('base64');

function decode(cursor) {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')).last ?? null;
  } catch {
    return null;
  }
}

export function badRequest(message) {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}
