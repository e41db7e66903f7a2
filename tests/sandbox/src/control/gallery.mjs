import { detach, remove } from '../graphql/mutations/files.mjs';
import { reorder } from '../jobs.mjs';
import { HttpError } from '../server.mjs';

/**
 * What a merchant does to a gallery by hand: {op: "delete"|"detach", id}, {op: "move", id, position} counted from zero, {op: "alt", id, alt}.
 * All of the operations are done or none.
 * @param {import('../model.mjs').Product} product @param {object|object[]} body one operation, a list, or {operations: [...]}
 */
export function changeGallery(product, body) {
  const operations = [body?.operations ?? body].flat();
  operations.forEach((operation) => check(product, operation));
  for (const { op, id, position, alt } of operations) {
    if (op === 'delete') remove(product.shop, id);
    if (op === 'detach') detach(product, id);
    if (op === 'move') reorder(product, id, position);
    if (op === 'alt') product.shop.files.get(id).alt = alt;
  }
  product.touch();
}

function check(product, { op, id, position, alt } = {}) {
  if (!['delete', 'detach', 'move', 'alt'].includes(op)) throw new HttpError(400, { error: 'op must be delete, detach, move or alt.' });
  if (!product.mediaIds.includes(id)) throw new HttpError(404, { error: `The product does not show ${id}.` });
  if (op === 'move' && !(Number.isInteger(position) && position >= 0)) throw new HttpError(400, { error: 'position must be a whole number from 0.' });
  if (op === 'alt' && alt !== null && typeof alt !== 'string') throw new HttpError(400, { error: 'alt must be text or null.' });
}
