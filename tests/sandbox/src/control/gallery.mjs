import { detach, remove } from '../graphql/mutations/files.mjs';
import { reorder } from '../jobs.mjs';
import { HttpError } from '../server.mjs';

/**
 * What a merchant does to a gallery by hand: {op: "delete"|"detach", id}, {op: "move", id, position} counted from zero, {op: "alt", id, alt},
 * {op: "attach", id} of any file of the shop, {op: "variant", variant, id} with id null for no picture.
 * All of the operations are done or none.
 * @param {import('../model.mjs').Product} product @param {object|object[]} body one operation, a list, or {operations: [...]}
 */
export function changeGallery(product, body) {
  const operations = [body?.operations ?? body].flat();
  const attached = operations.filter(({ op }) => op === 'attach').map(({ id }) => id);
  operations.forEach((operation) => check(product, operation, attached));
  for (const { op, id, position, alt, variant } of operations) {
    if (op === 'attach' && !product.mediaIds.includes(id)) product.mediaIds.push(id);
    if (op === 'variant') variantOf(product, variant).mediaIds = id === null ? [] : [id];
    if (op === 'delete') remove(product.shop, id);
    if (op === 'detach') detach(product, id);
    if (op === 'move') reorder(product, id, position);
    if (op === 'alt') product.shop.files.get(id).alt = alt;
  }
  product.touch();
}

const variantOf = (product, id) => product.variants.find((variant) => variant.id === id);

function check(product, { op, id, position, alt, variant } = {}, attached) {
  if (!['delete', 'detach', 'move', 'alt', 'attach', 'variant'].includes(op)) throw new HttpError(400, { error: 'op must be delete, detach, move, alt, attach or variant.' });
  if (op === 'variant' && !variantOf(product, variant)) throw new HttpError(404, { error: `The product has no variant ${variant}.` });
  if (op === 'variant' && id === null) return;
  if (op === 'attach' && product.shop.files.has(id)) return;
  if (!product.mediaIds.includes(id) && !attached.includes(id)) throw new HttpError(404, { error: `The product does not show ${id}.` });
  if (op === 'move' && !(Number.isInteger(position) && position >= 0)) throw new HttpError(400, { error: 'position must be a whole number from 0.' });
  if (op === 'alt' && alt !== null && typeof alt !== 'string') throw new HttpError(400, { error: 'alt must be text or null.' });
}
