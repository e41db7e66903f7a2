import { GraphQLError } from 'graphql';

/** @param {string} id @param {string|null} type wanted type, or null for any @returns {string} the id itself; throws for anything not a global id */
export function globalId(id, type = null) {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/([A-Za-z0-9-]+)$/.exec(id);
  if (!match) throw new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: 'argumentLiteralsIncompatible' } });
  if (type !== null && match[1] !== type) throw new GraphQLError(`invalid id`, { extensions: { code: 'RESOURCE_NOT_FOUND' } });
  return id;
}

export const typeOf = (id) => /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(id)?.[1] ?? null;
