import { GraphQLError } from 'graphql';

const needed = {
  product: ['read_products'],
  productByIdentifier: ['read_products'],
  productVariant: ['read_products'],
  products: ['read_products'],
  productsCount: ['read_products'],
  collection: ['read_products'],
  collections: ['read_products'],
  files: ['read_files'],
  metafieldsDelete: ['write_products'],
  metafieldsSet: ['write_products'],
  productUpdate: ['write_products'],
  productReorderMedia: ['write_products'],
  productVariantAppendMedia: ['write_products'],
  productVariantDetachMedia: ['write_products'],
  stagedUploadsCreate: ['write_products', 'write_files'],
  fileCreate: ['write_files'],
  fileUpdate: ['write_files'],
  fileDelete: ['write_files'],
};

/** @param {string[]} granted @param {string} field root field @returns {GraphQLError|null} Shopify's refusal when no fitting scope was granted */
export function accessProblem(granted, field) {
  const choices = needed[field];
  if (!choices || choices.some((scope) => holds(granted, scope))) return null;
  return new GraphQLError(`Access denied for ${field} field. Required access: \`${choices.join('` or `')}\` access scope.`, {
    path: [field],
    extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess: `\`${choices.join('` or `')}\` access scope.` },
  });
}

// A write scope carries the read scope of the same thing.
const holds = (granted, scope) => granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));
