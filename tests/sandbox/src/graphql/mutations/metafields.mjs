import { globalId } from '../ids.mjs';
import { digest, metafieldView, resolvedNamespace } from '../views/metafields.mjs';

const perCall = 25;
const checks = {
  single_line_text_field: (value) => !/[\r\n]/.test(value),
  multi_line_text_field: () => true,
  json: isJson,
  boolean: (value) => value === 'true' || value === 'false',
  number_integer: (value) => /^-?\d+$/.test(value),
  date_time: (value) => !Number.isNaN(Date.parse(value)),
  url: (value) => URL.canParse(value),
  file_reference: (value, shop) => shop.files.has(value),
};

/** Sets all of the given metafields or none. @param {{shop: import('../../model.mjs').Shop}} context */
export function metafieldMutations({ shop }) {
  return {
    metafieldsSet: ({ metafields }) => {
      if (metafields.length > perCall) return refused([problem('LESS_THAN_OR_EQUAL_TO', ['metafields'], `Exceeded the maximum of ${perCall} metafields.`, null)]);
      const userErrors = metafields.map((input, index) => findProblem(shop, input, index)).filter(Boolean);
      if (userErrors.length > 0) return refused(userErrors);
      return { metafields: metafields.map((input) => metafieldView(set(shop, input))), userErrors: [] };
    },
    metafieldsDelete: ({ metafields }) => {
      const unknown = metafields.findIndex((identifier) => !ownerOf(shop, identifier.ownerId));
      if (unknown >= 0) return { deletedMetafields: null, userErrors: [{ __typename: 'UserError', field: ['metafields', String(unknown), 'ownerId'], message: 'Owner does not exist.' }] };
      return { deletedMetafields: metafields.map((identifier) => remove(shop, identifier)), userErrors: [] };
    },
  };
}

const refused = (userErrors) => ({ metafields: null, userErrors });
const problem = (code, field, message, elementIndex) => ({ __typename: 'MetafieldsSetUserError', code, field, message, elementIndex });

function ownerOf(shop, id) {
  return globalId(id) === `gid://shopify/Shop/${shop.id}` ? shop : shop.product(id);
}

const existing = (owner, { key, namespace }) => owner.metafields.find((entry) => entry.key === key && entry.namespace === resolvedNamespace(namespace));

function findProblem(shop, input, index) {
  const at = (name) => ['metafields', String(index), name];
  const owner = ownerOf(shop, input.ownerId);
  if (!owner) return problem('INVALID', at('ownerId'), 'Owner does not exist.', index);
  const found = existing(owner, input);
  const type = input.type ?? found?.type;
  if (!checks[type]) return problem('INVALID_TYPE', at('type'), `Type ${type ?? ''} is not supported.`, index);
  if (input.value === '') return problem('BLANK', at('value'), "Value can't be blank.", index);
  if (!checks[type](input.value, shop)) return problem('INVALID_VALUE', at('value'), `Value is not a valid ${type}.`, index);
  if (input.compareDigest === undefined) return null;
  const current = found ? digest(found.value) : null;
  return current === input.compareDigest ? null : problem('STALE_OBJECT', at('compareDigest'), 'The resource has been updated since it was loaded.', index);
}

function set(shop, input) {
  const owner = ownerOf(shop, input.ownerId);
  const now = new Date().toISOString();
  const found = existing(owner, input);
  if (found) return Object.assign(found, { value: input.value, type: input.type ?? found.type, updatedAt: now });
  const entry = {
    id: shop.newId('Metafield'),
    namespace: resolvedNamespace(input.namespace),
    key: input.key,
    type: input.type,
    value: input.value,
    ownerType: owner === shop ? 'SHOP' : 'PRODUCT',
    createdAt: now,
    updatedAt: now,
  };
  owner.metafields.push(entry);
  return entry;
}

/** @returns what was deleted, or null where there was nothing */
function remove(shop, identifier) {
  const owner = ownerOf(shop, identifier.ownerId);
  const found = existing(owner, identifier);
  if (!found) return null;
  owner.metafields = owner.metafields.filter((entry) => entry !== found);
  return identifier;
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
